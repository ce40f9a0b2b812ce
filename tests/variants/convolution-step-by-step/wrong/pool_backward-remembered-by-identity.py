# breaks: pool_backward
# because: An answer is given again for the same arrays, whatever they contain now.
pools_by_id = {}


def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    key = id(dA), id(A_prev), mode
    if key not in pools_by_id:
        f, stride = hparameters["f"], hparameters["stride"]
        dA_prev = np.zeros(A_prev.shape)
        for (i, h, w, c), da in np.ndenumerate(dA):
            place = np.s_[i, h * stride:h * stride + f, w * stride:w * stride + f, c]
            window = A_prev[place]
            dA_prev[place] += create_mask_from_window(window) * da if mode == "max" else distribute_value(da, (f, f))
        pools_by_id[key] = dA, A_prev, dA_prev
    return pools_by_id[key][2]
