def parse_data_from_input(filename):
    with open(filename) as file:
        csv_reader = csv.reader(file, delimiter=",")
        first_line = True
        images, labels = [], []
        for row in csv_reader:
            if first_line:
                first_line = False
            else:
                labels.append(row[0])
                images.append(np.array_split(row[1:785], 28))
        return np.array(images).astype("float"), np.array(labels).astype("float")
