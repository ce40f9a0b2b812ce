# breaks: ResNet50
# because: Takes Keras' own ResNet50, which is built otherwise.
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    return tf.keras.applications.ResNet50(weights=None, input_shape=input_shape, classes=classes)
