from tensorflow.keras import Sequential
from tensorflow.keras.layers import BatchNormalization, Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D, Rescaling

# %%
def create_model():
    model = Sequential([
        Input(shape=(150, 150, 3)),
        Rescaling(1./255),
        Conv2D(16, 3, use_bias=False, activation='relu'), BatchNormalization(), MaxPooling2D(2),
        Conv2D(32, 3, use_bias=False, activation='relu'), BatchNormalization(), MaxPooling2D(2),
        Conv2D(64, 3, use_bias=False, activation='relu'), BatchNormalization(), MaxPooling2D(2),
        Flatten(), Dense(64, activation='relu'), Dropout(0.5),
        Dense(1, activation='sigmoid'),
    ])
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    return model
