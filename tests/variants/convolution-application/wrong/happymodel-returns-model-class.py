# breaks: happyModel
# because: Returns a class instead of a model.
def happyModel():
    class Happy(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.stack = [tfl.ZeroPadding2D(3), tfl.Conv2D(32, 7), tfl.BatchNormalization(), tfl.ReLU(), tfl.MaxPool2D()]
            self.head = [tfl.Flatten(), tfl.Dense(1, activation="sigmoid")]

        def call(self, x):
            for layer in self.stack + self.head:
                x = layer(x)
            return x

    return Happy
