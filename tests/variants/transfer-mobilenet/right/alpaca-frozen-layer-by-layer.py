def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    input_shape = image_shape + (3,)
    base_model = tf.keras.applications.MobileNetV2(input_shape=input_shape, include_top=False, weights="imagenet")
    for layer in base_model.layers:
        layer.trainable = False
    inputs = tf.keras.Input(shape=input_shape)
    x = preprocess_input(data_augmentation(inputs))
    x = base_model(x, training=False)
    x = tfl.GlobalAveragePooling2D()(x)
    x = tfl.Dropout(0.2)(x)
    return tf.keras.Model(inputs, tfl.Dense(1)(x))
