# breaks: mobilenet_block
# because: Blocks of the same sizes share their layers.
layers_of_blocks = {}


def mobilenet_block(X, filters, s=1):
    key = X.shape[-1], filters, s
    if key not in layers_of_blocks:
        layers_of_blocks[key] = [
            layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(6.0),
            layers.Conv2D(filters, 1, use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(6.0),
        ]
    for layer in layers_of_blocks[key]:
        X = layer(X)
    return X
