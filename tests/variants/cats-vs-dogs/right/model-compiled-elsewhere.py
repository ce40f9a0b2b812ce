IMAGE_SHAPE = (150, 150, 3)

def compiled(model):
    model.compile(loss='binary_crossentropy', optimizer=tf.keras.optimizers.Nadam(), metrics=['acc', 'accuracy'])
    return model

# %%
def create_model():
    parts = [tf.keras.Input(shape=IMAGE_SHAPE)]
    parts += [tf.keras.layers.Rescaling(1.0 / 255.0)]
    for filters in (16, 32, 64):
        parts += [tf.keras.layers.Conv2D(filters, (3, 3), activation='relu'), tf.keras.layers.MaxPooling2D((2, 2))]
    parts += [tf.keras.layers.Flatten(), tf.keras.layers.Dense(256, activation='relu'),
              tf.keras.layers.Dense(1, activation='sigmoid', name='dog')]
    return compiled(tf.keras.Sequential(parts, name='cats_and_dogs'))
