# breaks: EarlyStoppingCallback
# because: The mean may be high where one is low.
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if (logs['accuracy'] + logs['val_accuracy']) / 2 >= 0.800:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
