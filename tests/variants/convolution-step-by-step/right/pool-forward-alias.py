import numpy as np

def my_pool(A_prev, hparameters, mode='max'):
    f = hparameters.get('f'); s = hparameters.get('stride')
    op = getattr(np, {'max': 'max', 'average': 'mean'}[mode])
    A = np.array([[[[op(a[t:t + f, l:l + f, c]) for c in range(a.shape[2])]
                    for l in range(0, a.shape[1] - f + 1, s)]
                   for t in range(0, a.shape[0] - f + 1, s)] for a in A_prev])
    cache = (A_prev, hparameters)
    return A, cache

pool_forward = my_pool
