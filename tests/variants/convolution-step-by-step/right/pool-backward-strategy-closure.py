import numpy as np

def make_pool_backward(strategies):
    def pool_backward(dA, cache, mode="max"):
        A_prev, hparameters = cache
        f, stride = hparameters["f"], hparameters["stride"]
        share = strategies[mode]
        dA_prev = np.zeros(A_prev.shape)
        for (i, h, w, c), g in np.ndenumerate(dA):
            window = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
            dA_prev[window] += share(A_prev[window], g)
        return dA_prev
    return pool_backward

pool_backward = make_pool_backward({
    "max": lambda window, g: create_mask_from_window(window) * g,
    "average": lambda window, g: distribute_value(g, window.shape),
})
