def parse_data_from_input(filename):
    with open(filename, newline="") as file:
        rows = [[float(value) for value in row.values()] for row in csv.DictReader(file)]
    labels = np.array([row[0] for row in rows])
    images = np.array([row[1:] for row in rows]).reshape((-1, 28, 28))
    return images, labels
