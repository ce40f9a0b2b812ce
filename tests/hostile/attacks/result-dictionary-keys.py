"""Returns dictionaries with keys that can't be keys elsewhere."""
# loses: pool_forward=15 failed


def pool_forward(A_prev, hparameters, mode="max"):
    return {(1, 2): 1, float("nan"): 2, frozenset(): 3, b"x": 4, None: 5, True: 6}
