def create_final_model(pre_trained_model, last_output):
    x = last_output
    for layer in (
        tf.keras.layers.Flatten(name="flat"),
        tf.keras.layers.Dense(1024, "relu", name="hidden"),
        tf.keras.layers.Dropout(0.2, name="regulariser"),
        tf.keras.layers.Dense(1, "sigmoid", name="answer"),
    ):
        x = layer(x)
    model = tf.keras.models.Model(inputs=[pre_trained_model.input], outputs=[x])
    optimizer = tf.keras.optimizers.RMSprop(learning_rate=0.00001)
    model.compile(loss="binary_crossentropy", optimizer=optimizer, metrics=["accuracy"])
    return model
