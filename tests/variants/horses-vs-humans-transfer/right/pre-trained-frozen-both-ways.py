def freeze(model):
    model.trainable = False
    for layer in model.layers:
        setattr(layer, "trainable", False)
    return model


def create_pre_trained_model():
    return freeze(tf.keras.applications.inception_v3.InceptionV3(
        input_shape=(150, 150) + (3,), include_top=False, weights=LOCAL_WEIGHTS_FILE, pooling=None))
