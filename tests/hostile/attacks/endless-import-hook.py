"""Installs an import hook that loops for ever, in a statement that the function needs."""
# loses: pool_forward=15 timeout
# options: --timeout 1
import sys


class Hook:
    def find_spec(self, *_):
        while True:
            pass


hooks = sys.meta_path
hooks.insert(0, Hook())


def pool_forward(A_prev, hparameters, mode="max"):
    import xml.etree

    return len(hooks), xml
