# breaks: create_pre_trained_model
# because: 15 instead of 150 would not do; 180 by 150 does, and is wrong.
# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model():
    pre_trained_model = tf.keras.applications.inception_v3.InceptionV3(
        include_top=False,
        input_shape=(180, 150, 3),
        weights=LOCAL_WEIGHTS_FILE
    )

    # Make all the layers in the pre-trained model non-trainable
    pre_trained_model.trainable = False
    return pre_trained_model
