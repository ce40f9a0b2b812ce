"""Raises an exception whose type lies about its name and its bases."""
# loses: pool_forward=15 error


class Liar(type):
    __name__ = property(lambda cls: 1 / 0)
    __mro__ = property(lambda cls: 1 / 0)

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 0

    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True


class Odd(Exception, metaclass=Liar):
    __class__ = property(lambda self: 1 / 0)
    __traceback__ = property(lambda self: 1 / 0)


def pool_forward(A_prev, hparameters, mode="max"):
    raise Odd
