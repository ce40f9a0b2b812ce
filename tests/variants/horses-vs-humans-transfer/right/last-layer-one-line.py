def output_of_last_layer(pre_trained_model):
    return pre_trained_model.get_layer(name="mixed7").output
