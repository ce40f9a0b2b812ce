def parse_data_from_input(filename):
    table = np.loadtxt(filename, delimiter=",", skiprows=1)
    return table[:, 1:].reshape(-1, 28, 28), table[:, 0]
