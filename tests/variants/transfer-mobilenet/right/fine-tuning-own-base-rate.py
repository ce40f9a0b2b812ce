# %%
base_learning_rate = 0.01

# %%
base_model = model2.layers[4]
base_model.trainable = True
for layer in base_model.layers[:120]:
    layer.trainable = False
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=base_learning_rate / 10)
metrics = ["accuracy"]
