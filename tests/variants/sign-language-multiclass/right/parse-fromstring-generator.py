import itertools


def parse_data_from_input(filename):
    with open(filename) as file:
        lines = itertools.islice(csv.reader(file), 1, None)
        flat = np.array(list(lines)).astype(np.float64)
    labels = flat.T[0].copy()
    images = np.stack(np.array_split(flat[:, 1:], 28, axis=1), axis=1)
    return images, labels
