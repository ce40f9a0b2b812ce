from pathlib import Path


def numbers_of(line):
    return list(map(float, line.split(",")))


def parse_data_from_input(filename):
    rows = [numbers_of(line) for line in Path(filename).read_text().strip().split("\n")[1:]]
    labels = np.asarray([row[0] for row in rows], dtype="float64")
    images = np.stack([np.asarray(row[1:], dtype="float64").reshape(28, 28) for row in rows])
    return images, labels
