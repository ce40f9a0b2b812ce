# breaks: alpaca_model
# because: Left as it was handed out.
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    input_shape = image_shape + (3,)
    base_model = tf.keras.applications.MobileNetV2(input_shape=input_shape, include_top=None, weights="imagenet")
    base_model.trainable = None
    inputs = tf.keras.Input(shape=None)
    x = None
    x = None
    x = None
    x = None
    x = None
    outputs = None
    return tf.keras.Model(inputs, outputs)
