def _stem(X):
    X = ZeroPadding2D(((3, 3), (3, 3)))(X)
    X = Conv2D(filters=64, kernel_size=(7, 7), strides=(2, 2), kernel_initializer=glorot_uniform(seed=0))(X)
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    return MaxPooling2D((3, 3), strides=(2, 2))(X)


def _stage(X, narrow, wide, depth, s=2):
    X = convolutional_block(X, f=3, filters=(narrow, narrow, wide), s=s)
    return X if depth == 1 else _more(X, narrow, wide, depth - 1)


def _more(X, narrow, wide, left):
    return X if left == 0 else _more(identity_block(X, 3, (narrow, narrow, wide)), narrow, wide, left - 1)


def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    X_input = tf.keras.Input(shape=input_shape)
    X = _stem(X_input)
    X = _stage(X, 64, 256, depth=3, s=1)
    X = _stage(X, 128, 512, depth=4)
    X = _stage(X, 256, 1024, depth=6)
    X = _stage(X, 512, 2048, depth=3)
    X = Flatten()(AveragePooling2D(pool_size=2, padding="valid")(X))
    head = Dense(units=classes, activation=tf.nn.softmax, kernel_initializer=glorot_uniform(seed=0))
    return tf.keras.Model(X_input, head(X))
