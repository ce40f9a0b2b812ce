# breaks: create_augmentation_model
# because: Nothing is random: every range is 0.
# GRADED FUNCTION: create_augmentation_model
def create_augmentation_model():
    ### START CODE HERE ###
    augmentation_model = tf.keras.Sequential([
        tf.keras.Input(shape=(120, 120, 3)),
        tf.keras.layers.RandomRotation(0.0),
        tf.keras.layers.RandomZoom(0.0)
    ])
    ### END CODE HERE ###

    return augmentation_model
