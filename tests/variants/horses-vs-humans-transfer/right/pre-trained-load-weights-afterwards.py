def create_pre_trained_model():
    model = tf.keras.applications.InceptionV3(weights=None, include_top=False, input_shape=(150, 150, 3))
    model.load_weights(LOCAL_WEIGHTS_FILE)
    model.trainable = False
    return model
