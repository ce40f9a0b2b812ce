# breaks: create_pre_trained_model
# because: The attribute is called trainable.
# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model():
    pre_trained_model = tf.keras.applications.inception_v3.InceptionV3(
        include_top=False,
        input_shape=(150, 150, 3),
        weights=LOCAL_WEIGHTS_FILE
    )

    # Make all the layers in the pre-trained model non-trainable
    for layer in pre_trained_model.layers:
        layer.trainble = False
    return pre_trained_model
