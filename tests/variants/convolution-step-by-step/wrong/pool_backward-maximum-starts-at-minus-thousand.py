# breaks: pool_backward
# because: A maximum below -1000 is missed.
def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for (i, h, w, c), da in np.ndenumerate(dA):
        best, where = -1000.0, (i, h * stride, w * stride, c)
        for y in range(h * stride, h * stride + f):
            for x in range(w * stride, w * stride + f):
                if mode == "average":
                    dA_prev[i, y, x, c] += da / f / f
                elif A_prev[i, y, x, c] > best:
                    best, where = A_prev[i, y, x, c], (i, y, x, c)
        if mode == "max":
            dA_prev[where] += da
    return dA_prev
