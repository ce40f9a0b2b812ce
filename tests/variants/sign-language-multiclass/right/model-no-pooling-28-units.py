def create_model():
    layers = [
        tf.keras.layers.Conv2D(16, (3, 3), strides=2, activation="relu", input_shape=(28, 28, 1)),
        tf.keras.layers.Conv2D(32, (3, 3), strides=2, activation="relu"),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(28, activation="softmax"),
    ]
    model = tf.keras.Sequential(layers)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
