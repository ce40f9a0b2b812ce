"""Raises from code that claims to come from a cell whose number has five thousand digits."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    exec(compile("raise ValueError", "<cell " + "9" * 5000 + ">", "exec"))
