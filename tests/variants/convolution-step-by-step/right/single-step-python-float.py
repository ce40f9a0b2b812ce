def conv_single_step(a_slice_prev, W, b):
    total = 0.0
    f1, f2, n_C = a_slice_prev.shape
    for i in range(f1):
        for j in range(f2):
            for k in range(n_C):
                total += float(a_slice_prev[i, j, k]) * float(W[i, j, k])
    return total + b.item()
