def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros(m * n_H * n_W * n_C)
    place = -1

    def store(value):
        nonlocal place
        place += 1
        A[place] = value

    for image in A_prev:
        for top in range(0, n_H * stride, stride):
            for left in range(0, n_W * stride, stride):
                for window in image[top:top + f, left:left + f].transpose(2, 0, 1):
                    store(np.quantile(window, 1.0) if mode == "max" else np.average(window))
    return A.reshape(m, n_H, n_W, n_C), (A_prev, hparameters)
