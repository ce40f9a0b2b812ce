LAYERS = (
    ("ZeroPadding2D", {"padding": 3, "input_shape": (64, 64, 3)}),
    ("Conv2D", {"filters": 32, "kernel_size": [7, 7]}),
    ("BatchNormalization", {"axis": 3}),
    ("ReLU", {}),
    ("MaxPooling2D", {"pool_size": 2}),
    ("Flatten", {}),
    ("Dense", {"units": 1, "activation": "sigmoid"}),
)


def happyModel():
    return tf.keras.Sequential([getattr(tfl, kind)(**options) for kind, options in LAYERS])
