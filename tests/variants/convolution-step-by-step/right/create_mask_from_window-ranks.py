def create_mask_from_window(x):
    order = x.argsort(axis=None).argsort().reshape(x.shape)
    return order == x.size - 1
