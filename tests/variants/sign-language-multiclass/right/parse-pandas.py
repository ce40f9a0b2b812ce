import pandas as pd


def parse_data_from_input(filename):
    frame = pd.read_csv(filename)
    labels = frame["label"].to_numpy(dtype="float64")
    images = frame.drop(columns="label").to_numpy(dtype="float64").reshape(-1, 28, 28)
    return images, labels
