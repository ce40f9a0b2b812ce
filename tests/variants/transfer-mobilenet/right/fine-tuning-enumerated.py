base_model = model2.layers[4]
base_model.trainable = True
fine_tune_at = 120
for index, layer in enumerate(base_model.layers):
    layer.trainable = index >= fine_tune_at
loss_function = tf.losses.BinaryCrossentropy(True)
optimizer = tf.optimizers.Adam(base_learning_rate / 10)
metrics = ["accuracy"]
model2.compile(optimizer, loss_function, metrics=metrics)
