"""Known ways to be wrong: `<graded function>__<what is wrong>`, each with the advice that helps.

A student's function that answers every case as one of these does is explained by its docstring.
"""
# ruff: noqa: F821 - the names of solution.py are defined beside these


def identity_block__always_training(X, f, filters, initializer=random_uniform, training=None):
    """BatchNormalization is always in training mode: pass on the argument `training`, or none, in place of True."""
    F1, F2, F3 = filters
    main = Activation("relu")(_convolution(X, F1, 1, initializer, True))
    main = Activation("relu")(_convolution(main, F2, f, initializer, True, padding="same"))
    main = _convolution(main, F3, 1, initializer, True)
    return Activation("relu")(Add()([main, X]))


def convolutional_block__always_training(X, f, filters, s=2, initializer=glorot_uniform, training=None):
    """BatchNormalization is always in training mode: pass on the argument `training`, or none, in place of True."""
    F1, F2, F3 = filters
    main = Activation("relu")(_convolution(X, F1, 1, initializer, True, stride=s))
    main = Activation("relu")(_convolution(main, F2, f, initializer, True, padding="same"))
    main = _convolution(main, F3, 1, initializer, True)
    shortcut = _convolution(X, F3, 1, initializer, True, stride=s)
    return Activation("relu")(Add()([main, shortcut]))
