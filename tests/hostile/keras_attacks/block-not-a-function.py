"""A block that is an object with a signature that lies and zeros for values; another takes its initializer apart."""
# assignment: residual-networks
# loses: identity_block=9 failed
import numpy as np

_right = identity_block
_right_too = convolutional_block
kept = []


class Block:
    __name__ = "identity_block"
    __signature__ = 5

    def __call__(self, X, f, filters, initializer=None, **_):
        if hasattr(X, "numpy"):
            return np.zeros(X.shape)
        return _right(X, f, filters)


identity_block = Block()


def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    kept.append(initializer)
    first = initializer(seed=0)
    try:
        first.seed = 5
        first.get_config()
        type(first).seed = 7
    except Exception:
        pass
    return _right_too(X, f, filters, s, initializer)
