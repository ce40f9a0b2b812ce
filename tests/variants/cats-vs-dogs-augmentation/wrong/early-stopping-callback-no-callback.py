# breaks: EarlyStoppingCallback
# because: The class is no callback of Keras.
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback:
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.80 and logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
