# breaks: create_pre_trained_model
# because: No layer is frozen.
# behind: standard-2022.py
# grader-required-cell

# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model(local_weights_file):
  pre_trained_model = InceptionV3(input_shape=(150, 150, 3),
                                  include_top=False,
                                  weights=None)

  pre_trained_model.load_weights(local_weights_file)

  return pre_trained_model
