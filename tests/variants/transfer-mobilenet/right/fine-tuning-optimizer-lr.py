base_model = model2.layers[4]
base_model.trainable = True
fine_tune_at = 120
for layer in base_model.layers[0:fine_tune_at]:
    layer.trainable = False
loss_function = tf.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.optimizers.Adam()
optimizer.lr = base_learning_rate * 0.1
print(optimizer.lr)
metrics = list(("accuracy",))
model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
