from tensorflow.keras.layers import Activation, BatchNormalization, Conv2D, DepthwiseConv2D


def finish(X):
    return Activation(tf.nn.relu6)(BatchNormalization()(X))


def mobilenet_block(X, filters, s=1):
    X = finish(DepthwiseConv2D(kernel_size=3, strides=s, padding="SAME", use_bias=False)(X))
    return finish(Conv2D(filters=filters, kernel_size=1, use_bias=False)(X))
