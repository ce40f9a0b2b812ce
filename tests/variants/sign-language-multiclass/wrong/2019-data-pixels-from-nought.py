# breaks: get_data
# behind: right/standalone-2019.py
def get_data(filename):
    with open(filename) as training_file:
        rows = list(csv.reader(training_file))[1:]
    images = np.array([np.array_split(row[0:784], 28) for row in rows]).astype(float)
    labels = np.array([row[0] for row in rows]).astype(float)
    return images, labels
