def freeze_until(model, count):
    for layer in model.layers[:count]:
        layer.trainable = False


# %%
base_learning_rate = 0.001

# %%
base_model = next(filter(lambda layer: hasattr(layer, "layers") and not isinstance(layer, tf.keras.Sequential), model2.layers))
base_model.trainable = True
fine_tune_at = 120
freeze_until(base_model, fine_tune_at)
loss_function, metrics = tf.keras.losses.BinaryCrossentropy(from_logits=True), ["accuracy"]
optimizer = tf.keras.optimizers.Adam(0.1 * base_learning_rate)
model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
