def create_model():
    model = tf.keras.Sequential()
    model.add(tf.keras.Input(shape=(120, 120, 3)))
    model.add(create_augmentation_model())
    model.add(tf.keras.layers.Rescaling(1./255))
    for filters in (8, 16, 32, 64, 64):
        model.add(tf.keras.layers.Conv2D(filters, 5, strides=2, padding='same', activation='relu',
                                         kernel_initializer='he_normal'))
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(16, activation='elu', kernel_regularizer=tf.keras.regularizers.l2(1e-4)))
    model.add(tf.keras.layers.Dense(1))
    model.add(tf.keras.layers.Activation('sigmoid'))
    model.compile(optimizer=tf.keras.optimizers.SGD(learning_rate=0.01, momentum=0.9),
                  loss=tf.keras.losses.BinaryCrossentropy(), metrics=['accuracy'])
    return model
