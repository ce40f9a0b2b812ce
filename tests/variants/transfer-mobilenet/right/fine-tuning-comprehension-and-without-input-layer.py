base_model = model2.layers[4]
base_model.trainable = True
fine_tune_at = 120
[setattr(layer, "trainable", False) for layer in base_model.layers[1:fine_tune_at]]
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True, name="loss")
optimizer = tf.keras.optimizers.Adam(learning_rate=base_learning_rate * 10 ** -1)
metrics = list(("accuracy",))
model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
