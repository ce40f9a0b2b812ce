"""The same with the course's own BatchNormalization."""
