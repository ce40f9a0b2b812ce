def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    input_shape = image_shape + (3,)
    base_model = tf.keras.applications.MobileNetV2(input_shape=input_shape, include_top=False, weights="imagenet")
    base_model.trainable = False
    top = tf.keras.Sequential([tfl.GlobalAveragePooling2D(), tfl.Dropout(0.2), tfl.Dense(1)])
    inputs = tf.keras.Input(shape=input_shape)
    x = base_model(preprocess_input(data_augmentation(inputs)), training=False)
    return tf.keras.Model(inputs, top(x))
