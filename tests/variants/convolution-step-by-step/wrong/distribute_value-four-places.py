# breaks: distribute_value
# because: Rounds to four places.
def distribute_value(dz, shape):
    return np.full(shape, round(dz / (shape[0] * shape[1]), 4))
