# breaks: EarlyStoppingCallback
# because: stop_training is set to False.
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.95 and logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = False
### END CODE HERE ###
