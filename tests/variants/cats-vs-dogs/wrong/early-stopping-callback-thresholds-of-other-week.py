# breaks: EarlyStoppingCallback
# because: The threshold for training is the other week's.
# explained by: EarlyStoppingCallback__low_threshold
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.80 and logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
