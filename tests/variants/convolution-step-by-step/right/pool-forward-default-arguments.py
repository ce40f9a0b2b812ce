import numpy as np

def pool_forward(A_prev, hparameters, mode="max", _max=np.nanmax, _avg=np.nanmean):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = [int(np.ceil((n - f + 1) / stride)) for n in A_prev.shape[1:3]]
    A = np.zeros((len(A_prev), n_H, n_W, A_prev.shape[-1]))
    try:
        fn = dict(max=_max, average=_avg)[mode]
    except KeyError:
        print(f"no such mode: {mode!r}")
        raise
    for h in range(n_H):
        for w in range(n_W):
            A[:, h, w] = fn(A_prev[:, h*stride:h*stride + f, w*stride:w*stride + f], axis=(1, 2))
    return A, (A_prev, hparameters)
