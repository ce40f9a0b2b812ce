from functools import wraps


def four_axes(function):
    @wraps(function)
    def checked(*args, **kwargs):
        assert args[0].ndim == 4, "a batch of images has four axes"
        return function(*args, **kwargs)

    return checked


@four_axes
def zero_pad(X, pad):
    return np.pad(X, [(0, 0)] + 2 * [2 * (pad,)] + [(0, 0)], "constant", constant_values=[(0, 0)] * 4)
