"""Makes its model once and returns that same object ever after, with counters on it: odd, but right."""

# loses: nothing
_right = happyModel
_right_too = convolutional_model
kept = []


def happyModel():
    if not kept:
        kept.append(_right())
    kept[0].counter = getattr(kept[0], "counter", 0) + 1
    return kept[0]
