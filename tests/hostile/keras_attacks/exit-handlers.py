"""Leaves handlers for the end of the process, of threads and of objects; right all the same."""

# loses: nothing
import atexit
import threading
import weakref

_right = happyModel
kept = []


def late(*_):
    for path in ("@OUTSIDE@/late", "/tmp/hostile-late"):
        try:
            open(path, "w").close()
        except OSError:
            pass


def happyModel():
    atexit.register(late)
    threading._register_atexit(late)
    model = _right()
    weakref.finalize(model, late)
    kept.append(model)
    return model
