def parse_data_from_input(filename):
    with open(filename) as file:
        header, *lines = file.read().splitlines()
    numbers = np.array([line.split(",") for line in lines], dtype=np.float64)
    return numbers[:, 1:].reshape(len(lines), 28, 28), numbers[:, 0]
