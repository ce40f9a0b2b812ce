# behind: right/standalone-2019.py
hidden = layers.Reshape((7 * 7 * 768,))(last_output)
hidden = layers.Dropout(0.2)(layers.Dense(1024, activation='relu')(hidden))
model = Model(pre_trained_model.input, layers.Dense(1, activation='sigmoid')(hidden))
model.compile(RMSprop(learning_rate=1e-4), 'binary_crossentropy', ['acc'])
