# breaks: parse_data_from_input
# because: Whole numbers of one byte.
# grader-required-cell

# GRADED FUNCTION: parse_data_from_input
def parse_data_from_input(filename):
  with open(filename) as file:
    csv_reader = csv.reader(file, delimiter=',')
    next(csv_reader)
    labels = []
    images = []
    for row in csv_reader:
      labels.append(row[0])
      images.append(np.array(row[1:]).reshape(28, 28))

    labels = np.array(labels).astype('float64')
    images = np.array(images).astype('float64').astype('uint8')

    return images, labels
