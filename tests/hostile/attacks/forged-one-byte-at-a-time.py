"""Writes an answer of sixty megabytes, one byte at a time, so that there is always something to read."""
# loses: pool_forward=15 timeout
# options: --timeout 0.5
import os
import struct
import sys
import threading
import time



def _pipe():
    scope = sys._getframe()
    while scope.f_code.co_name != "serve":
        scope = scope.f_back
    return scope.f_locals["replies"]


def drip(pipe):
    while True:
        os.write(pipe, b"\0")
        time.sleep(0.002)


def pool_forward(A_prev, hparameters, mode="max"):
    pipe = _pipe()
    os.write(pipe, struct.pack("<II", 10, 60 * 2**20))
    for _ in range(8):
        threading.Thread(target=drip, args=(pipe,), daemon=True).start()
    time.sleep(10**6)
