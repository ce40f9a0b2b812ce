# breaks: create_pre_trained_model
# because: Returns the network's lower part only.
# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model():
    pre_trained_model = tf.keras.applications.inception_v3.InceptionV3(
        include_top=False,
        input_shape=(150, 150, 3),
        weights=LOCAL_WEIGHTS_FILE
    )

    # Make all the layers in the pre-trained model non-trainable
    pre_trained_model.trainable = False
    return tf.keras.Model(pre_trained_model.input, pre_trained_model.get_layer('mixed7').output)
