"""The first edition: layers are trained from another one on."""

fine_tune_at = 126
