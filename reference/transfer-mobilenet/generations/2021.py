"""The first edition: layers are trained from another one on."""

first_trained_layer = 126
