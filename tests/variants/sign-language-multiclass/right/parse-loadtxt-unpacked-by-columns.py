def parse_data_from_input(filename):
    with open(filename) as file:
        labels = np.loadtxt(file, dtype="float64", delimiter=",", skiprows=1, usecols=0)
        file.seek(0)
        images = np.loadtxt(file, dtype=np.float64, delimiter=",", skiprows=1, usecols=range(1, 785))
    return np.reshape(images, (len(labels), 28, 28)), labels
