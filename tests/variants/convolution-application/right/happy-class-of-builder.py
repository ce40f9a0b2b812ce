class HappyBuilder:
    """Collects layers under one roof."""

    side = 64
    channels = 3

    def __init__(self):
        self.parts = []

    def then(self, layer):
        self.parts.append(layer)
        return self

    def build(self):
        return tf.keras.Sequential([tf.keras.Input((self.side, self.side, self.channels)), *self.parts])


def happyModel():
    return (
        HappyBuilder()
        .then(tfl.ZeroPadding2D(3))
        .then(tfl.Conv2D(32, 7))
        .then(tfl.BatchNormalization(axis=3))
        .then(tfl.ReLU())
        .then(tfl.MaxPool2D())
        .then(tfl.Flatten())
        .then(tfl.Dense(1, activation="sigmoid"))
        .build()
    )
