# A function freezes the layers; it stands in a cell of its own, and is called in the cell before the graded one.
def freeze_up_to(model, number):
    """Freeze the first layers of a model."""
    for one in model.layers[:number]:
        one.trainable = False


# %%
model2.layers[4].trainable = True
freeze_up_to(model2.layers[4], 120)

# %%
base_model = model2.layers[4]
print("Number of layers in the base model: ", len(base_model.layers))

loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=0.1 * base_learning_rate)
metrics = ["accuracy"]

model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
