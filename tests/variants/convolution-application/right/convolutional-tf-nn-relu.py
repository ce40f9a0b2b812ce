def convolutional_model(input_shape):
    input_img = tf.keras.Input(shape=input_shape)
    A1 = tf.nn.relu(tfl.Conv2D(8, 4, 1, "same")(input_img))
    P1 = tfl.MaxPool2D(8, 8, "same")(A1)
    A2 = tf.nn.relu(tfl.Conv2D(16, 2, 1, "same")(P1))
    P2 = tfl.MaxPool2D(4, 4, "same")(A2)
    logits = tfl.Dense(6)(tfl.Flatten()(P2))
    return tf.keras.Model(inputs=input_img, outputs=tf.nn.softmax(logits))
