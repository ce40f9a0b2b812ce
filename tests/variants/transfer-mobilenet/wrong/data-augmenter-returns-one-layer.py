# breaks: data_augmenter
# because: Returns the last layer only.
def data_augmenter():
    data_augmentation = RandomFlip("horizontal")
    data_augmentation = RandomRotation(0.2)
    return data_augmentation
