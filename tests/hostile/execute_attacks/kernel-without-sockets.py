"""Deletes its connection file and its sockets, and goes on."""
# says: none of its 2 cells failed
import glob
import os

found = glob.glob("../connection.json") + glob.glob("../s-*")
assert len(found) == 6, found
for path in found:
    os.remove(path)
# %%
print("still here")
