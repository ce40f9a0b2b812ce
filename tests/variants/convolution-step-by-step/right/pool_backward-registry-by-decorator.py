SHARES_OF_POOLING = {}


def share_for(mode):
    return lambda function: SHARES_OF_POOLING.setdefault(mode, function)


@share_for("max")
def share_of_maximum(window, da):
    return create_mask_from_window(window) * da


@share_for("average")
def share_of_mean(window, da):
    return distribute_value(da, window.shape)


def pool_backward(dA, cache, mode="max"):
    (A_prev, hparameters) = cache
    size, step = hparameters["f"], hparameters["stride"]
    dA_prev = 0.0 * A_prev
    for i in range(dA.shape[0]):
        for c in range(dA.shape[3]):
            image, out = A_prev[i, :, :, c], dA_prev[i, :, :, c]
            for h, top in enumerate(range(0, dA.shape[1] * step, step)):
                for w, left in enumerate(range(0, dA.shape[2] * step, step)):
                    window = np.s_[top:top + size, left:left + size]
                    out[window] += SHARES_OF_POOLING[mode](image[window], dA[i, h, w, c])
    return dA_prev
