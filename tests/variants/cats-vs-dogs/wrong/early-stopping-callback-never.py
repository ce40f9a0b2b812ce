# breaks: EarlyStoppingCallback
# because: Nothing happens.
# explained by: EarlyStoppingCallback__never
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.95 and logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
### END CODE HERE ###
