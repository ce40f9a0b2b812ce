# breaks: create_augmentation_model
# because: A generator is no model.
# GRADED FUNCTION: create_augmentation_model
def create_augmentation_model():
    ### START CODE HERE ###
    from tensorflow.keras.preprocessing.image import ImageDataGenerator
    augmentation_model = ImageDataGenerator(rotation_range=40, horizontal_flip=True)
    ### END CODE HERE ###

    return augmentation_model
