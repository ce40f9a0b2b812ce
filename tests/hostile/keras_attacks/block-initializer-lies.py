"""Takes the case's initializer apart: calls it often, keeps it, changes it, and fills its own weights with it."""

# assignment: residual-networks
# loses: nothing
import sys

_right = identity_block
kept = []


def identity_block(X, f, filters, initializer=random_uniform):
    kept.append(initializer)
    first = initializer(seed=0)
    try:
        first.seed = 5
        type(first).seed = 7
        first.get_config()
    except Exception:
        pass
    return _right(X, f, filters, initializer)
