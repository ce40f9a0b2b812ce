def mobilenet_block(X, filters, s=1):
    steps = [
        layers.DepthwiseConv2D(3, s, "same", use_bias=False, name=None),
        layers.BatchNormalization(momentum=0.99),
        layers.ReLU(max_value=6),
        layers.Conv2D(filters, 1, padding="valid", use_bias=False),
        layers.BatchNormalization(momentum=0.99),
        layers.ReLU(max_value=6),
    ]
    for step in steps:
        X = step(X)
    return X
