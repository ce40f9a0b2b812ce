class AlpacaNetwork:
    def __init__(self, image_shape, augmentation):
        self.shape, self.augmentation = (*image_shape, 3), augmentation

    @property
    def base(self):
        base = tf.keras.applications.mobilenet_v2.MobileNetV2(self.shape, include_top=False)
        base.trainable = False
        return base

    def build(self):
        inputs = tfl.Input(self.shape)
        features = self.base(preprocess_input(self.augmentation(inputs)), training=False)
        pooled = tfl.GlobalAvgPool2D(data_format="channels_last")(features)
        return tf.keras.models.Model(inputs, tfl.Dense(units=1, activation="linear")(tfl.Dropout(rate=1 / 5)(pooled)))


def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    return AlpacaNetwork(image_shape, data_augmentation).build()
