def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    input_shape = image_shape + (3,)
    base = tf.keras.applications.MobileNetV2(input_shape, 1.0, False, "imagenet")
    base.trainable = False
    inputs = tf.keras.Input(input_shape)
    x = tf.keras.applications.mobilenet_v2.preprocess_input(data_augmentation(inputs))
    x = base(x, False)
    x = tfl.GlobalAveragePooling2D()(x)
    x = tfl.Dropout(0.2, name="drop")(x)
    return tf.keras.Model(inputs, tfl.Dense(1, name="logit")(x), name="alpacas")
