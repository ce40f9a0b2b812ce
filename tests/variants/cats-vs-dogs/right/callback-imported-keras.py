from tensorflow import keras

# %%
class EarlyStoppingCallback(keras.callbacks.Callback):
  def on_epoch_end(self, epoch, logs=None):
    acc = logs.get("accuracy") or logs.get("acc")
    val = logs.get("val_accuracy") or logs.get("val_acc")
    if acc is not None and val is not None and acc >= .95 and val >= .8:
      self.model.stop_training = True
      print("\nCancelling training!")
