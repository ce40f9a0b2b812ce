# breaks: alpaca_model
# because: A Sequential that forgets the preprocessing.
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    base_model = tf.keras.applications.MobileNetV2(input_shape=image_shape + (3,), include_top=False, weights="imagenet")
    base_model.trainable = False
    return tf.keras.Sequential([
        tf.keras.Input(image_shape + (3,)),
        data_augmentation,
        base_model,
        tfl.GlobalAveragePooling2D(),
        tfl.Dropout(0.2),
        tfl.Dense(1),
    ])
