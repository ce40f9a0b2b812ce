# breaks: create_pre_trained_model
# because: The input's size is left open.
# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model():
    pre_trained_model = tf.keras.applications.inception_v3.InceptionV3(
        include_top=False,
        weights=LOCAL_WEIGHTS_FILE
    )

    # Make all the layers in the pre-trained model non-trainable
    pre_trained_model.trainable = False
    return pre_trained_model
