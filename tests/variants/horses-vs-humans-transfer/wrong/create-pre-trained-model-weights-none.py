# breaks: create_pre_trained_model
# because: Random weights: what the network has learnt is never loaded.
# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model():
    pre_trained_model = tf.keras.applications.inception_v3.InceptionV3(
        include_top=False,
        input_shape=(150, 150, 3),
        weights=None
    )

    # Make all the layers in the pre-trained model non-trainable
    pre_trained_model.trainable = False
    return pre_trained_model
