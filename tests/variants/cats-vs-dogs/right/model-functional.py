def create_model():
    inputs = tf.keras.Input(shape=(150, 150, 3))
    x = inputs
    x = tf.keras.layers.Rescaling(1/255)(x)
    for filters in [16, 32, 64, 128]:
        x = tf.keras.layers.Conv2D(filters, (3, 3))(x)
        x = tf.keras.layers.Activation('relu')(x)
        x = tf.keras.layers.MaxPooling2D((2, 2))(x)
    x = tf.keras.layers.GlobalAveragePooling2D()(x)
    x = tf.keras.layers.Dense(32, activation='relu')(x)
    outputs = tf.keras.layers.Dense(1, activation='sigmoid')(x)
    model = tf.keras.Model(inputs=inputs, outputs=outputs)
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    return model
