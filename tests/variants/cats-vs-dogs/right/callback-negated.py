class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        train_accuracy, val_accuracy = logs['accuracy'], logs['val_accuracy']
        if not (train_accuracy < 0.95 or val_accuracy < 0.8):
            self.model.stop_training = True
