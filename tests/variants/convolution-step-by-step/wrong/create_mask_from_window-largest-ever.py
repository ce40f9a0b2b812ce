# breaks: create_mask_from_window
# because: Compares with the largest value of all calls.
largest_ever = -np.inf


def create_mask_from_window(x):
    global largest_ever
    largest_ever = max(largest_ever, x.max())
    return x == largest_ever
