"""Returns a coroutine, having been defined with async."""
# loses: pool_forward=15 failed
_right = pool_forward


async def pool_forward(A_prev, hparameters, mode="max"):
    return _right(A_prev, hparameters, mode)
