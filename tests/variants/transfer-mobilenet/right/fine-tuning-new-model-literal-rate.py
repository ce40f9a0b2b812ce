model2 = alpaca_model(IMG_SIZE, data_augmentation)

# %%
base_model = max(model2.layers, key=lambda layer: layer.count_params())
base_model.trainable = True
fine_tune_at = 120
_ = [setattr(layer, "trainable", False) for layer in base_model.layers[:fine_tune_at]]
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=1e-4)
metrics = ["accuracy"]
model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
