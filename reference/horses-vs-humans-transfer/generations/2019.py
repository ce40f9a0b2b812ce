"""The edition of 2019: graded by position, so that a cell sets the model; a callback ends the training."""

LEARNING_RATE = 0.0001


class myCallback(tf.keras.callbacks.Callback):  # noqa: N801 - the notebook's name
    """Ends the training at an accuracy above 97 %."""

    def on_epoch_end(self, epoch, logs=None):
        """Look at what an epoch has logged, by the old name or the new one."""
        accuracy = (logs or {}).get("accuracy", (logs or {}).get("acc", 0))
        if accuracy > 0.97:
            self.model.stop_training = True


# %%
x = tf.keras.layers.Dense(1024, activation="relu")(tf.keras.layers.Flatten()(last_output))
x = tf.keras.layers.Dense(1, activation="sigmoid")(tf.keras.layers.Dropout(0.2)(x))
model = tf.keras.Model(pre_trained_model.input, x)
model.compile(
    optimizer=tf.keras.optimizers.RMSprop(learning_rate=LEARNING_RATE),
    loss="binary_crossentropy",
    metrics=["accuracy"],
)
