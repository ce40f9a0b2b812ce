def create_pre_trained_model():
    base = tf.keras.applications.InceptionV3(
        include_top=False, weights=LOCAL_WEIGHTS_FILE, input_tensor=tf.keras.Input(shape=(150, 150, 3))
    )
    base.trainable = False
    return base
