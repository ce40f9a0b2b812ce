"""Hides a right function behind `__name__ == "__main__"`, and an endless loop behind another."""
# loses: nothing
if __name__ == "__main__":
    while True:
        pool_forward = None

if __name__ != "__main__":
    import os

    os._exit(1)
