# breaks: fine_tuning
# because: Left as it was handed out.
base_model = model2.layers[4]
base_model.trainable = None
fine_tune_at = 120
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = None
loss_function = None
optimizer = None
metrics = None
