def convolutional_model(input_shape):
    same = {"padding": "same"}

    def stage(filters, kernel, pool):
        conv = tfl.Conv2D(filters, (kernel,) * 2, **same)
        relu = tfl.ReLU()
        down = tfl.MaxPool2D((pool,) * 2, **same)
        return lambda tensor: down(relu(conv(tensor)))

    first, second = stage(8, 4, 8), stage(16, 2, 4)
    input_img = tf.keras.Input(shape=input_shape)
    scores = tfl.Dense(6, activation=tf.nn.softmax)(tfl.Flatten()(second(first(input_img))))
    return tf.keras.Model(inputs=input_img, outputs=scores, name="signs")
