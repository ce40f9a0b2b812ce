# breaks: data_augmenter
# because: Left as it was handed out.
def data_augmenter():
    data_augmentation = None
    data_augmentation.add(None)
    data_augmentation.add(None)
    return data_augmentation
