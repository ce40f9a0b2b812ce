# breaks: create_augmentation_model
# because: Dropout takes pixels away; it makes no new images.
# GRADED FUNCTION: create_augmentation_model
def create_augmentation_model():
    ### START CODE HERE ###
    augmentation_model = tf.keras.Sequential([
        tf.keras.Input(shape=(120, 120, 3)),
        tf.keras.layers.Dropout(0.2)
    ])
    ### END CODE HERE ###

    return augmentation_model
