# breaks: EarlyStoppingCallback
# because: Training stops after any epoch.
# explained by: EarlyStoppingCallback__always
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if True:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
