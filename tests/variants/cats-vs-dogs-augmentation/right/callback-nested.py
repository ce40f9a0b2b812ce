from tensorflow.keras.callbacks import Callback

# %%
class EarlyStoppingCallback(Callback):
    """Stops when it is good enough."""

    def __init__(self, training=0.80, validation=0.8):
        super().__init__()
        self.training = training
        self.validation = validation

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if logs.get('accuracy', 0) >= self.training:
            if logs.get('val_accuracy', 0) >= self.validation:
                self.model.stop_training = True
