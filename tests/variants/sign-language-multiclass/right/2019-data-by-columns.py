# behind: right/standalone-2019.py
def get_data(filename):
    with open(filename) as training_file:
        table = np.genfromtxt(training_file, delimiter=',', skip_header=1)
    labels, images = np.split(table, [1], axis=1)
    return images.reshape(-1, 28, 28), labels[:, 0]
