# breaks: output_of_last_layer
# because: The last layer by its index.
# GRADED FUNCTION: output_of_last_layer
def output_of_last_layer(pre_trained_model):
    last_desired_layer = pre_trained_model.layers[-1]
    last_output = last_desired_layer.output
    print('last layer output shape: ', last_output.shape)
    return last_output
