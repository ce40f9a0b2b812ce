# breaks: data_augmenter
# because: Returns the layers in a list.
def data_augmenter():
    return [RandomFlip("horizontal"), RandomRotation(0.2)]
