def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    shape = (*image_shape, 3)
    base_model = tf.keras.applications.MobileNetV2(input_shape=shape, include_top=False, weights=None)
    base_model.load_weights("imagenet_base_model/without_top_mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_160_no_top.h5")
    base_model.trainable = False
    inputs = tfl.Input(shape)
    features = base_model(preprocess_input(data_augmentation(inputs)), training=False)
    pooled = tfl.Dropout(0.2)(tfl.GlobalAveragePooling2D()(features))
    return tf.keras.Model(inputs=inputs, outputs=tfl.Dense(1)(pooled))
