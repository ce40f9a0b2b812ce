# breaks: create_augmentation_model
# because: There is no input.
# GRADED FUNCTION: create_augmentation_model
def create_augmentation_model():
    ### START CODE HERE ###
    augmentation_model = tf.keras.Sequential([
        tf.keras.layers.RandomFlip('horizontal'),
        tf.keras.layers.RandomRotation(0.2),
        tf.keras.layers.RandomTranslation(0.1, 0.1),
        tf.keras.layers.RandomZoom(0.2)
    ])
    ### END CODE HERE ###

    return augmentation_model
