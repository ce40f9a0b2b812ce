# breaks: create_pre_trained_model
# because: ResNet50 instead of InceptionV3.
# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model():
    pre_trained_model = tf.keras.applications.ResNet50(
        include_top=False,
        input_shape=(150, 150, 3),
        weights=None
    )

    # Make all the layers in the pre-trained model non-trainable
    pre_trained_model.trainable = False
    return pre_trained_model
