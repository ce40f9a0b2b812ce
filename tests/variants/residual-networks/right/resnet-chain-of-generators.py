from itertools import chain, repeat


def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    def blocks():
        width = 64
        for count, stride in zip((2, 3, 5, 2), chain([1], repeat(2))):
            filters = [width, width, 4 * width]
            yield lambda X, filters=filters, stride=stride: convolutional_block(X, 3, filters, stride)
            yield from repeat(lambda X, filters=filters: identity_block(X, 3, filters), count)
            width *= 2

    X = X_input = tf.keras.Input(shape=input_shape)
    X = Conv2D(64, 7, 2, kernel_initializer=glorot_uniform(seed=0))(ZeroPadding2D(3)(X))
    X = MaxPooling2D(3, 2)(layers.ReLU()(BatchNormalization(axis=3)(X)))
    for block in blocks():
        X = block(X)
    X = Flatten()(AveragePooling2D((2, 2))(X))
    return tf.keras.Model(X_input, Dense(classes, "softmax", kernel_initializer=glorot_uniform(seed=0))(X))
