# breaks: EarlyStoppingCallback
# because: An error ends the notebook, not the training.
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.80 and logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            raise StopIteration('high enough')
### END CODE HERE ###
