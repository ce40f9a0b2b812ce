def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    X_input = Input(input_shape, name="picture")
    X = ZeroPadding2D(padding=3, name="pad1")(X_input)
    X = Conv2D(64, 7, strides=2, name="conv1", kernel_initializer=glorot_uniform(seed=0))(X)
    X = BatchNormalization(axis=3, name="bn_conv1")(X)
    X = layers.ReLU(name="relu1")(X)
    X = layers.MaxPool2D(pool_size=3, strides=2, name="pool1")(X)

    filters = [64, 64, 256]
    X = convolutional_block(X, 3, filters, 1)
    X = identity_block(identity_block(X, 3, filters), 3, filters)
    filters = [128, 128, 512]
    X = convolutional_block(X, 3, filters, 2)
    X = identity_block(identity_block(identity_block(X, 3, filters), 3, filters), 3, filters)
    filters = [256, 256, 1024]
    X = convolutional_block(X, 3, filters, 2)
    X = identity_block(identity_block(identity_block(X, 3, filters), 3, filters), 3, filters)
    X = identity_block(identity_block(X, 3, filters), 3, filters)
    filters = [512, 512, 2048]
    X = convolutional_block(X, 3, filters, 2)
    X = identity_block(identity_block(X, 3, filters), 3, filters)

    X = AveragePooling2D((2, 2), name="avg_pool")(X)
    X = Flatten(name="flat")(X)
    X = Dense(classes, name="fc" + str(classes), kernel_initializer=glorot_uniform(seed=0))(X)
    X = Activation("softmax", name="probabilities")(X)
    return Model(inputs=X_input, outputs=X, name="ResNet50")
