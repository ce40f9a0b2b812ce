def parse_data_from_input(filename):
    with open(filename) as file:
        count = sum(1 for _ in file) - 1
        file.seek(0)
        reader = csv.reader(file)
        next(reader, None)
        labels = np.empty(count)
        images = np.empty((count, 28, 28))
        for index, row in enumerate(reader):
            labels[index] = row[0]
            images[index] = np.array(row[1:], dtype=float).reshape(28, 28)
    return images, labels
