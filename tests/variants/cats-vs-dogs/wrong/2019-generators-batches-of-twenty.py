# breaks: generators
# behind: right/standalone-2019.py
common = dict(class_mode='binary', target_size=(150, 150), batch_size=20)
train_datagen = ImageDataGenerator(rescale=1 / 255)
train_generator = train_datagen.flow_from_directory('/tmp/cats-v-dogs/training', **common)
validation_generator = train_datagen.flow_from_directory('/tmp/cats-v-dogs/testing', **common)
