import pandas


def parse_data_from_input(filename):
    with open(filename) as file:
        table = pandas.read_csv(file)
    labels = table.iloc[:, 0].values.astype(float)
    images = table.iloc[:, 1:].values.astype(float)
    return images.reshape(images.shape[0], 28, 28), labels
