base_model = next(layer for layer in model2.layers if layer.name.startswith("mobilenetv2"))
base_model.trainable = True
fine_tune_at = 120
for index, layer in enumerate(base_model.layers):
    layer.trainable = index >= fine_tune_at
loss_function = tf.keras.losses.BinaryCrossentropy(True)
optimizer = tf.keras.optimizers.Adam(base_learning_rate / 10)
metrics = ["accuracy"]
model2.compile(optimizer=optimizer, loss=loss_function, metrics=metrics)
