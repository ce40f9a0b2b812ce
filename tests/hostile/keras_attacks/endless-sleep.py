"""A layer that waits for a lock that nobody gives back."""

# loses: happyModel=50 timeout
# options: --timeout 2 --memory 1500
import threading

import tensorflow as tf

_right = happyModel
lock = threading.Lock()


def happyModel():
    lock.acquire()
    lock.acquire()
    return _right()
