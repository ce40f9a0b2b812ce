# breaks: create_pre_trained_model
# because: The weights are never loaded.
# behind: standard-2022.py
# grader-required-cell

# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model(local_weights_file):
  pre_trained_model = InceptionV3(input_shape=(150, 150, 3),
                                  include_top=False,
                                  weights=None)


  for layer in pre_trained_model.layers:
    layer.trainable = False
  return pre_trained_model
