base_model = [layer for layer in model2.layers if "mobilenet" in layer.name][0]
base_model.trainable = True
fine_tune_at = 120
position = 0
while position < fine_tune_at:
    base_model.layers[position].trainable = False
    position += 1
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.0)
optimizer = tf.keras.optimizers.Adam(beta_1=0.9, beta_2=0.999)
optimizer.learning_rate = 0.1 * base_learning_rate
metrics = ["accuracy"]
model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
