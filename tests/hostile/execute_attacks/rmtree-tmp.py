"""Removes /tmp, as a cell of a real assignment does; what it finds there is its own."""
# says: none of its 2 cells failed
import os
import shutil

with open("/tmp/mine", "w") as file:
    file.write("mine")
shutil.rmtree("/tmp")
# %%
assert not os.path.exists("/tmp/mine")
