def data_augmenter():
    flip = RandomFlip(mode="horizontal", name="random_flip_sideways")
    turn = RandomRotation(factor=0.2, fill_mode="reflect", interpolation="bilinear", name="random_rotation_a_bit")
    return tf.keras.Sequential(layers=[flip, turn], name="augmentation")
