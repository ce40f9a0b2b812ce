def create_final_model(pre_trained_model, last_output):
    head = tf.keras.Sequential([
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1024, activation="relu"),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model = tf.keras.Model(pre_trained_model.input, head(last_output))
    model.compile(optimizer=tf.keras.optimizers.RMSprop(learning_rate=1e-5), loss="binary_crossentropy", metrics=["accuracy"])
    return model
