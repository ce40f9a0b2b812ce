def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    X_input = Input(shape=input_shape)
    X = ZeroPadding2D(3)(X_input)
    X = Conv2D(64, 7, 2, kernel_initializer=glorot_uniform(seed=0))(X)
    X = BatchNormalization()(X)
    X = Activation("relu")(X)
    X = MaxPooling2D(3, 2)(X)
    sizes = {2: (64, 256, "ab"), 3: (128, 512, "abc"), 4: (256, 1024, "abcde"), 5: (512, 2048, "ab")}
    for stage in sorted(sizes):
        thin, thick, blocks = sizes[stage]
        s = 1 if stage == 2 else 2
        X = convolutional_block(X, f=3, filters=[thin, thin, thick], s=s, initializer=glorot_uniform)
        for _ in blocks:
            X = identity_block(X, f=3, filters=[thin, thin, thick], initializer=random_uniform)
    X = AveragePooling2D(2)(X)
    X = Flatten()(X)
    X = Dense(classes, "softmax", kernel_initializer=glorot_uniform(seed=0))(X)
    return Model(X_input, X)
