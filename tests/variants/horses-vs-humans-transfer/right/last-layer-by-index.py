def output_of_last_layer(pre_trained_model):
    names = [layer.name for layer in pre_trained_model.layers]
    return pre_trained_model.get_layer(index=names.index("mixed7")).output
