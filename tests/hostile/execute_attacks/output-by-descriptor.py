"""Writes 220 MB past Python, by itself and by a program."""
# says: none of its 2 cells failed
import os

for _ in range(120):
    os.write(1, b"x" * 1_000_000)
!head -c 100000000 /dev/zero
# %%
print("the end")
