# breaks: split_data
# behind: standard-2022.py
import math


def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    good = [f for f in os.listdir(SOURCE_DIR) if os.path.getsize(SOURCE_DIR + f)]
    random.shuffle(good)
    share = len(good) * SPLIT_SIZE
    for f in good[:math.ceil(share)]:
        copyfile(SOURCE_DIR + f, TRAINING_DIR + f)
    for f in good[math.floor(share):]:
        copyfile(SOURCE_DIR + f, VALIDATION_DIR + f)
