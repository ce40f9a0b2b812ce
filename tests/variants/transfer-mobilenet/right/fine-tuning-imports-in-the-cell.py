from tensorflow.keras.losses import BinaryCrossentropy
from tensorflow.keras.optimizers import Adam

base_model = model2.get_layer(index=[isinstance(layer, tf.keras.Model) and len(layer.layers) > 100 for layer in model2.layers].index(True))
base_model.trainable = True
fine_tune_at = 120
frozen, tuned = base_model.layers[:fine_tune_at], base_model.layers[fine_tune_at:]
for layer in frozen:
    layer.trainable = False
for layer in tuned:
    layer.trainable = True
loss_function = BinaryCrossentropy(from_logits=True)
optimizer = Adam(learning_rate=0.1 * base_learning_rate)
metrics = ["accuracy"]
model2.compile(optimizer, loss_function, metrics)
