# standalone
# Exercise 8
import csv
import numpy as np
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from os import getcwd

# %%
def get_data(filename):
    with open(filename) as training_file:
        reader = csv.reader(training_file, delimiter=',')
        imgs = []
        labels = []
        next(reader, None)
        for row in reader:
            labels.append(row[0])
            imgs.append(np.array_split(row[1:785], 28))
        images = np.array(imgs).astype('float')
        labels = np.array(labels).astype('float')
    return images, labels

# %%
path_sign_mnist_train = f"{getcwd()}/../tmp2/sign_mnist_train.csv"
path_sign_mnist_test = f"{getcwd()}/../tmp2/sign_mnist_test.csv"
training_images, training_labels = get_data(path_sign_mnist_train)
testing_images, testing_labels = get_data(path_sign_mnist_test)

print(training_images.shape)

# %%
training_images = np.expand_dims(training_images, axis=3)
testing_images = np.expand_dims(testing_images, axis=3)

train_datagen = ImageDataGenerator(rescale=1. / 255, rotation_range=40, zoom_range=0.2)
validation_datagen = ImageDataGenerator(rescale=1. / 255)
train_generator = train_datagen.flow(training_images, training_labels, batch_size=64)
validation_generator = validation_datagen.flow(testing_images, testing_labels, batch_size=64)

# %%
# Define the model
# Use no more than 2 Conv2D and 2 MaxPooling2D
model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(256, activation='relu'),
    tf.keras.layers.Dense(26, activation='softmax')
])

# Compile Model.
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['acc'])

# Train the Model
history = model.fit_generator(train_generator, epochs=2, validation_data=validation_generator)

model.evaluate(testing_images, testing_labels, verbose=0)
