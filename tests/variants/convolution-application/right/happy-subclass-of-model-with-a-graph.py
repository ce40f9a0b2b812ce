class HappyNetwork(tf.keras.Model):
    def __init__(self):
        picture = tf.keras.Input((64, 64, 3))
        steps = self.steps()
        x = picture
        while (step := next(steps, None)) is not None:
            x = step(x)
        super().__init__(inputs=picture, outputs=x)

    @staticmethod
    def steps():
        yield tfl.ZeroPadding2D(3)
        yield tfl.Conv2D(32, (7, 7))
        yield tfl.BatchNormalization(axis=3)
        yield tfl.ReLU()
        yield tfl.MaxPool2D()
        yield tfl.Flatten()
        yield tfl.Dense(1, activation=tf.keras.activations.sigmoid)


def happyModel():
    return HappyNetwork()
