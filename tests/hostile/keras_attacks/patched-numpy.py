"""Makes NumPy's functions give what no function of that name gives."""

# loses: happyModel=50 error
import numpy as np

_right = happyModel


def happyModel():
    np.asarray = np.array = np.sort = np.concatenate = np.ravel = lambda *args, **kwargs: 0.0
    np.prod = np.size = lambda *args, **kwargs: 10**30
    np.random.default_rng = np.random.seed = None
    np.float32 = str
    return _right()
