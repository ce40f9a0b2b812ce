"""The oldest edition: the model and the generators are variables of cells, and no functions."""
# ruff: noqa: S108 - the notebook's own folders

# %%
model = create_model()

# %%
train_generator, validation_generator = train_val_generators(
    "/tmp/cats-v-dogs/training/", "/tmp/cats-v-dogs/testing/"
)
