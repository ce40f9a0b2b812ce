def conv_bn(tensor, filters, size, padding, initializer, activate=True):
    tensor = Conv2D(filters=filters, kernel_size=(size, size), padding=padding, kernel_initializer=initializer(seed=0))(tensor)
    tensor = BatchNormalization(axis=3)(tensor)
    return Activation("relu")(tensor) if activate else tensor


def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    path = conv_bn(X, F1, 1, "valid", initializer)
    path = conv_bn(path, F2, f, "same", initializer)
    path = conv_bn(path, F3, 1, "valid", initializer, activate=False)
    return Activation("relu")(Add()([path, X]))
