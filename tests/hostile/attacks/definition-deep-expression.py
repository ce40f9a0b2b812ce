"""Has an expression of three hundred unary signs on a line with another statement."""
# loses: nothing
_right = pool_forward
ONE = 1; SIGNED = ------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------1


def pool_forward(A_prev, hparameters, mode="max"):
    return _right(A_prev, hparameters, mode) if abs(SIGNED) == ONE else None
