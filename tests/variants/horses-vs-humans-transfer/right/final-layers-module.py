from tensorflow.keras import Model, layers
from tensorflow.keras.optimizers import RMSprop


def create_final_model(pre_trained_model, last_output):
    x = layers.Flatten()(last_output)
    x = layers.Dense(units=1024, activation="relu")(x)
    x = layers.Dropout(rate=0.2)(x)
    x = layers.Dense(units=1, activation="sigmoid")(x)
    model = Model(pre_trained_model.input, x)
    model.compile(optimizer=RMSprop(1e-5), loss="binary_crossentropy", metrics=["accuracy"])
    return model
