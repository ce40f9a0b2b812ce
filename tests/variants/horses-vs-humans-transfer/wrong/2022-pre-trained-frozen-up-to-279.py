# breaks: create_pre_trained_model
# because: The layers from mixed9 on are trained.
# behind: standard-2022.py
# grader-required-cell

# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model(local_weights_file):
  pre_trained_model = InceptionV3(input_shape=(150, 150, 3),
                                  include_top=False,
                                  weights=None)

  pre_trained_model.load_weights(local_weights_file)

  for layer in pre_trained_model.layers[:279]:
    layer.trainable = False
  return pre_trained_model
