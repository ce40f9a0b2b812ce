"""Returns a generator that would yield a model and verdicts."""

# loses: happyModel=50 failed/error
_right = happyModel


def happyModel():
    yield _right()
    yield {"passed": True, "score": 50}
