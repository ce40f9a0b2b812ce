"""Writes, links and changes modes outside its folder, by itself and by programs."""
# says: none of its 1 cells failed
import os
import shutil

done = []
for path in ("@OUTSIDE@/mine", "@HOME@/mine", "@CANARY@", "/var/tmp/mine", "/dev/shm/hostile-mine", "/hostile-mine", "../../mine"):
    try:
        open(path, "a").write("mine")
        done.append(path)
    except OSError:
        pass
for act in (os.unlink, os.listxattr, lambda path: os.rename(path, "mine"), lambda path: os.link(path, "mine")):
    try:
        act("@CANARY@")
        done.append("canary")
    except OSError:
        pass
os.chmod("@CANARY@", 0o777)
os.utime("@CANARY@", (0, 0))
!chmod 777 @CANARY@; touch @CANARY@ @OUTSIDE@/mine; cp /bin/sh @OUTSIDE@; mv @CANARY@ .
try:
    os.symlink("@OUTSIDE@", "link")
    done.append("link")
except OSError:
    pass
assert done in ([], ["canary"]), done
