# breaks: EarlyStoppingCallback
# because: The validation accuracy is not looked at.
# explained by: EarlyStoppingCallback__training_only
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
