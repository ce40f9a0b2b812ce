def output_of_last_layer(pre_trained_model):
    for layer in pre_trained_model.layers:
        if layer.name == "mixed7":
            last_output = layer.output
    return last_output
