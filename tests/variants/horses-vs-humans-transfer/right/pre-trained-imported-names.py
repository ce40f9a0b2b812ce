from tensorflow.keras.applications import InceptionV3


def create_pre_trained_model():
    base = InceptionV3(False, LOCAL_WEIGHTS_FILE, None, (150, 150, 3))
    for index in range(len(base.layers)):
        base.layers[index].trainable = False
    return base
