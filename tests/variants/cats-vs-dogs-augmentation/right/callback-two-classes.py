class Stopper(tf.keras.callbacks.Callback):
    training = validation = 1.0

    def on_epoch_end(self, epoch, logs=None):
        done = logs['accuracy'] >= self.training and logs['val_accuracy'] >= self.validation
        if done:
            self.model.stop_training = done

# %%
class EarlyStoppingCallback(Stopper):
    training = 0.80
    validation = 0.80
