SIDE = 120
STEPS = [('RandomFlip', ('horizontal',)), ('RandomRotation', (0.2,)), ('RandomZoom', (0.2,)), ('RandomHeight', None)]

# %%
def create_augmentation_model():
    model = tf.keras.Sequential([tf.keras.Input(shape=(SIDE, SIDE, 3))])
    for name, arguments in STEPS:
        if arguments is not None:
            model.add(getattr(tf.keras.layers, name)(*arguments))
    return model
