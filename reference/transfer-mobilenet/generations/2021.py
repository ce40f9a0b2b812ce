"""The first edition: layers are trained from number 126 on."""

# %%
base_model = max(model2.layers, key=lambda layer: len(getattr(layer, "layers", [])))
base_model.trainable = True
for layer in base_model.layers[:126]:
    layer.trainable = False
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=0.1 * base_learning_rate)
metrics = ["accuracy"]
