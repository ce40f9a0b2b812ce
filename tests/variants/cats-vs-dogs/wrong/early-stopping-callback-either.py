# breaks: EarlyStoppingCallback
# because: One accuracy is enough.
# explained by: EarlyStoppingCallback__either
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.95 or logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
