"""Raises an exception whose text is a subclass of str that lies about its slices."""
# loses: pool_forward=15 error


class Text(str):
    def __getitem__(self, key):
        return Text("x" * 10**5)


class Sly(Exception):
    def __str__(self):
        return Text("x")


def pool_forward(A_prev, hparameters, mode="max"):
    raise Sly
