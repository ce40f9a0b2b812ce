# breaks: fine_tuning
# because: The head, got by a method, is frozen in a cell after it.
base_model = model2.layers[4]
base_model.trainable = True
print("Number of layers in the base model: ", len(base_model.layers))

fine_tune_at = 120
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False

loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=0.1 * base_learning_rate)
metrics = ["accuracy"]

model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)

# %%
model2.get_layer(index=-1).trainable = False
