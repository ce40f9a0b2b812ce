# breaks: fine_tuning
# because: The head is frozen by a function of the notebook, called below.
def set_trainable(model, names, value):
    for name in names:
        setattr(model.get_layer(name), "trainable", value)


base_model = model2.layers[4]
base_model.trainable = True

fine_tune_at = 120
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False

loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=0.1 * base_learning_rate)
metrics = ["accuracy"]

model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)

# %%
set_trainable(model2, [model2.layers[-1].name], False)
