def output_of_last_layer(pre_trained_model):
    layers = {layer.name: layer for layer in pre_trained_model.layers}
    last_output = layers["mixed7"].output
    print(f"shape: {last_output.shape}")
    return last_output
