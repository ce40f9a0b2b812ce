def parse_data_from_input(filename):
    data = np.genfromtxt(filename, delimiter=",", skip_header=1, dtype=float)
    labels, pixels = np.split(data, [1], axis=1)
    images = pixels.reshape((pixels.shape[0], 28, 28))
    return images, labels.squeeze(axis=1)
