def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    input_shape = image_shape + (3,)
    base_model = tf.keras.applications.MobileNetV2(input_shape=input_shape, include_top=False, weights="imagenet")
    base_model.trainable = False
    to_unit_range = tf.keras.layers.experimental.preprocessing.Rescaling(1 / 127.5, offset=-1)
    inputs = tf.keras.Input(shape=input_shape)
    x = base_model(to_unit_range(data_augmentation(inputs)), training=False)
    x = tfl.Dropout(0.2)(tfl.GlobalAveragePooling2D()(x))
    return tf.keras.Model(inputs, tfl.Dense(1)(x))
