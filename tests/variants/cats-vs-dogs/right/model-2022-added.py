# behind: standard-2022.py
def create_model():
  model = tf.keras.models.Sequential(name='cats-dogs')
  model.add(tf.keras.layers.Conv2D(filters=16, kernel_size=3, activation='relu', input_shape=(150, 150, 3)))
  model.add(tf.keras.layers.MaxPooling2D(pool_size=2))
  for filters in (32, 64, 128):
    model.add(tf.keras.layers.Conv2D(filters=filters, kernel_size=3, activation='relu'))
    model.add(tf.keras.layers.Dropout(0.1))
    model.add(tf.keras.layers.MaxPooling2D(pool_size=2))
  model.add(tf.keras.layers.Flatten())
  model.add(tf.keras.layers.Dense(64, activation='relu'))
  model.add(tf.keras.layers.Dense(1, activation='sigmoid'))
  model.compile(optimizer=tf.keras.optimizers.Adam(), loss=tf.keras.losses.BinaryCrossentropy(),
                metrics=[tf.keras.metrics.BinaryAccuracy('accuracy')])
  return model
