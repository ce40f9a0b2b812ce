# breaks: train_val_datasets
# because: Nothing has been filled in.
# GRADED FUNCTION: train_val_datasets

def train_val_datasets():
    ### START CODE HERE ###
    training_dataset, validation_dataset = None, None
    ### END CODE HERE ###

    return training_dataset, validation_dataset
