# breaks: create_model
# because: A model without layers.
# grader-required-cell

def create_model():
  model = tf.keras.models.Sequential([
  ])

  model.compile(optimizer = 'adam',
                loss = 'sparse_categorical_crossentropy',
                metrics=['accuracy'])

  return model
