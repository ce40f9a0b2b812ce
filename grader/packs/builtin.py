"""The packs that ship with the grader."""

from __future__ import annotations

import site
import sys
from functools import cache
from pathlib import Path

from grader.errors import MachineError

_SHARE = Path("share") / "cnn-grade"


@cache
def builtin_root() -> Path:
    """Return the folder of the packs that ship with the grader: a checkout's root, or `<prefix>/share`.

    Raises:
        MachineError: They are not installed.
    """
    package = Path(__file__).resolve().parents[1]
    candidates = [package.parent, Path(sys.prefix) / _SHARE, Path(site.getuserbase()) / _SHARE]
    # pip install --prefix/--target: share/ is next to the lib/ that contains the package
    candidates += [parent / _SHARE for parent in package.parents]
    for root in candidates:
        if any(root.glob("assignments/*/assignment.json")):
            return root
    raise MachineError("the grader's built-in assignments are missing; reinstall the grader")
