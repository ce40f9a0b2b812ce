# breaks: create_augmentation_model
# because: Pooling does not augment.
# GRADED FUNCTION: create_augmentation_model
def create_augmentation_model():
    ### START CODE HERE ###
    augmentation_model = tf.keras.Sequential([
        tf.keras.Input(shape=(120, 120, 3)),
        tf.keras.layers.AveragePooling2D(1)
    ])
    ### END CODE HERE ###

    return augmentation_model
