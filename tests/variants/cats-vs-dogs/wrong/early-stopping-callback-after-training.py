# breaks: EarlyStoppingCallback
# because: At the end of training there is nothing to stop.
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_train_end(self, logs=None):
        if logs['accuracy'] >= 0.95 and logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
