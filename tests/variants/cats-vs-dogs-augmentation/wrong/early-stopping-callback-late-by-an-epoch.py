# breaks: EarlyStoppingCallback
# because: Training goes on for at least five epochs.
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if epoch > 4 and logs['accuracy'] >= 0.80 and logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
