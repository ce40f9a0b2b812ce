# breaks: happyModel
# because: No layers at all.
def happyModel():
    model = tf.keras.Sequential([
    ])
    return model
