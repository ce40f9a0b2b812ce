# breaks: pool_backward
# because: Takes f from the sizes, as if the stride were 1.
def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    stride = hparameters["stride"]
    f = A_prev.shape[1] - dA.shape[1] + 1
    dA_prev = np.zeros(A_prev.shape)
    for (i, h, w, c), da in np.ndenumerate(dA):
        place = np.s_[i, h * stride:h * stride + f, w * stride:w * stride + f, c]
        window = A_prev[place]
        dA_prev[place] += create_mask_from_window(window) * da if mode == "max" else distribute_value(da, window.shape)
    return dA_prev
