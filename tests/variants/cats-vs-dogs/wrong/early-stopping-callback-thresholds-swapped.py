# breaks: EarlyStoppingCallback
# because: The thresholds are swapped.
# explained by: EarlyStoppingCallback__swapped_thresholds
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.80 and logs['val_accuracy'] >= 0.95:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
