from tensorflow import keras
from tensorflow.keras import layers as tfl

# %%
def create_model():
    inputs = keras.Input((150, 150, 3))
    h = inputs
    h = tfl.Rescaling(1./255)(h)
    h = tfl.MaxPooling2D(3)(tfl.Conv2D(8, 3, activation='relu')(h))
    h = tfl.AveragePooling2D(3)(tfl.Conv2D(16, 3, activation='relu')(h))
    h = tfl.Conv2D(32, 3, activation=tfl.LeakyReLU())(h)
    h = tfl.GlobalMaxPooling2D()(h)
    model = keras.Model(inputs, tfl.Dense(1, 'sigmoid')(tfl.Dropout(.2)(h)))
    model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
    return model
