# breaks: model
# behind: right/standalone-2019.py
model = tf.keras.models.Sequential()
model.add(tf.keras.layers.Conv2D(16, 3, activation='relu', input_shape=(150, 150, 3)))
model.add(tf.keras.layers.MaxPooling2D(3))
model.add(tf.keras.layers.Conv2D(32, 3, activation='relu'))
model.add(tf.keras.layers.MaxPooling2D(3))
model.add(tf.keras.layers.Conv2D(32, 3, activation='relu'))
model.add(tf.keras.layers.Flatten())
model.compile(optimizer=RMSprop(lr=0.001), loss='binary_crossentropy', metrics=['acc'])
