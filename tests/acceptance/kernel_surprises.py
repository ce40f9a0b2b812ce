"""More notebooks whose graded functions only a kernel's state shows: cells that end early, and distant effects.

As in `kernel_notebooks`, `double` has to return its argument twice.
"""

# ruff: noqa: E501 - a table of code
from __future__ import annotations

from tests.acceptance.kernel_notebooks import BY_FACTOR, Example

BY_VARIABLE = "import os\ndef double(x):\n    return x * int(os.environ['FACTOR'])"

SURPRISES = {
    # A cell ends before its last statement
    "ended by SystemExit": Example(("import sys\nFACTOR = 2\nsys.exit(0)\nFACTOR = 3", BY_FACTOR)),
    "ended by an interruption": Example(("FACTOR = 2\nraise KeyboardInterrupt\nFACTOR = 3", BY_FACTOR)),
    "ended by an assertion": Example(("FACTOR = 2\nassert FACTOR == 3\nFACTOR = 3", BY_FACTOR)),
    # The notebook's own functions, named as what trains or draws
    "a method named fit": Example(
        (
            "class Scaler:\n    def fit(self):\n        self.factor = 2",
            "scaler = Scaler()",
            "scaler.fit()",
            "def double(x):\n    return x * scaler.factor",
        )
    ),
    "a function named show": Example(("def show():\n    global FACTOR\n    FACTOR = 2", "show()", BY_FACTOR)),
    # Effects on what is not the function's own
    "deleted, and set anew if it is not there": Example(
        ("FACTOR = 3", "del FACTOR", "try:\n    FACTOR\nexcept NameError:\n    FACTOR = 2", BY_FACTOR)
    ),
    "put into builtins": Example(("import builtins\nbuiltins.FACTOR = 2", BY_FACTOR)),
    "%env": Example(("%env FACTOR=2", BY_VARIABLE)),
    "%set_env, read at once": Example(
        ("%set_env FACTOR 2", "import os\nFACTOR = int(os.environ['FACTOR'])", BY_FACTOR)
    ),
    "os.environ.setdefault": Example(("import os\nos.environ.setdefault('FACTOR', '2')", BY_VARIABLE)),
    "the limit of recursion": Example(
        (
            "import sys\nsys.setrecursionlimit(6000)",
            "def double(x, n=2000):\n    return double(x, n - 1) if n else x + x",
        )
    ),
    "a file imported inside": Example(
        (
            "from pathlib import Path\nPath('helper_six.py').write_text('FACTOR = 2')",
            "def double(x):\n    import helper_six\n    return x * helper_six.FACTOR",
        )
    ),
    "a class registered by its base": Example(
        (
            "class Base:\n    KNOWN = []\n    def __init_subclass__(cls):\n        Base.KNOWN.append(cls)",
            "class Two(Base):\n    factor = 2",
            "def double(x):\n    return x * Base.KNOWN[-1].factor",
        )
    ),
    "await that gives way": Example(
        (
            "import asyncio\nasync def two():\n    await asyncio.sleep(0)\n    return 2",
            "FACTOR = await two()",
            BY_FACTOR,
        )
    ),
    # What earns nothing
    "a word in the message only": Example(
        ("print('FACTOR comes later')", BY_FACTOR, "print('FACTOR')"), right=()
    ),
}
