# breaks: create_mask_from_window
# because: Looks for the maximum in the first and last row only.
def create_mask_from_window(x):
    return x == max(x[0].max(), x[-1].max())
