# breaks: create_mask_from_window
# because: A maximum below -1000 is missed.
def create_mask_from_window(x):
    largest = -1000.0
    for value in x.flat:
        if value > largest:
            largest = value
    return x == largest
