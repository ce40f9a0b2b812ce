# breaks: myCallback
# behind: right/standalone-2019.py
class myCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs={}):
        if logs.get('loss') > 0.97:
            self.model.stop_training = True
