def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    height, width = image_shape
    prediction = tfl.Dense(units=1)
    dropout = tfl.Dropout(0.2)
    pooling = tfl.GlobalAveragePooling2D()
    base_model = tf.keras.applications.MobileNetV2(
        input_shape=(height, width, 3), alpha=1.0, include_top=False, weights="imagenet", pooling=None
    )
    base_model.trainable = False
    inputs = tf.keras.Input(shape=(height, width, 3))
    outputs = prediction(dropout(pooling(base_model(preprocess_input(data_augmentation(inputs)), training=False))))
    return tf.keras.Model(inputs, outputs)
