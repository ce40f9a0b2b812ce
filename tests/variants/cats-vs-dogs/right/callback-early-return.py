class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    ENOUGH = {'accuracy': 0.95, 'val_accuracy': 0.80}

    def on_epoch_end(self, epoch, logs=None):
        for name, enough in self.ENOUGH.items():
            if logs is None or logs[name] < enough:
                return
        self.model.stop_training = True
        print(f"\nEpoch {epoch}: reached {self.ENOUGH}")
