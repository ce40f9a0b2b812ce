def happyModel():
    shape = [64, 64, 3]
    model = tf.keras.Sequential()
    for layer in (tfl.ZeroPadding2D([3, 3], input_shape=shape), tfl.Conv2D(32, [7, 7], [1, 1])):
        model.add(layer)
    for layer in (tfl.BatchNormalization(), tfl.ReLU(), tfl.MaxPool2D([2, 2], [2, 2])):
        model.add(layer)
    for layer in (tfl.Flatten(), tfl.Dense(1, "sigmoid")):
        model.add(layer)
    return model


def convolutional_model(input_shape):
    height, width, channels = input_shape
    image = tf.keras.Input(shape=[height, width, channels])
    x = image
    for n, k, p in ([8, 4, 8], [16, 2, 4]):
        x = tfl.MaxPool2D([p, p], [p, p], "same")(tfl.ReLU()(tfl.Conv2D(n, [k, k], [1, 1], "same")(x)))
    return tf.keras.Model([image], [tfl.Dense(6, "softmax")(tfl.Flatten()(x))])
