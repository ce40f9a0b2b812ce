def block(filters):
    return tf.keras.Sequential([
        tf.keras.layers.Conv2D(filters, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(2),
    ])

# %%
def create_model():
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(150, 150, 3)),
        tf.keras.layers.Rescaling(1./255),
        block(16), block(32), block(64),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(32, activation=tf.nn.relu),
        tf.keras.layers.Dense(1, activation=tf.nn.sigmoid),
    ])
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    return model
