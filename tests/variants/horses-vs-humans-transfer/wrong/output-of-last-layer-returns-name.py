# breaks: output_of_last_layer
# because: The name of the layer.
# GRADED FUNCTION: output_of_last_layer
def output_of_last_layer(pre_trained_model):
    last_desired_layer = pre_trained_model.get_layer('mixed7')
    last_output = last_desired_layer.output
    print('last layer output shape: ', last_output.shape)
    return 'mixed7'
