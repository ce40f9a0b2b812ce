# breaks: data_augmenter
# because: Returns a function, not a Sequential.
def data_augmenter():
    flip, rotate = RandomFlip("horizontal"), RandomRotation(0.2)
    return lambda images: rotate(flip(images))
