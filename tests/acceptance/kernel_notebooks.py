"""Notebooks whose graded functions only a kernel's state shows, for the pack of `tests.small`.

`double` has to return its argument twice, `quadruple` four times.
"""

# ruff: noqa: E501, ISC004 - a table of code
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A notebook, and which of its functions are right.

    Attributes:
        cells: Its code cells.
        right: The functions that are right in a kernel that has run it.
        here: Whether a kernel on this machine shows it in the end: it may lack a package, or have shown it before.
    """

    cells: tuple[str, ...]
    right: tuple[str, ...] = ("double",)
    here: bool = True


NUMPY = "import numpy as np"
DOUBLE = "def double(x):\n    return np.multiply(x, 2)"
BY_FACTOR = "def double(x):\n    return x * FACTOR"
BY_TABLE = "def double(x):\n    return x * TABLE['two']"
BOTH = ("double", "quadruple")

EXAMPLES = {
    # Compound statements that hold a line which can't run in a box
    "try import, else pip": Example(
        (
            "try:\n    import numpy as np\nexcept ImportError:\n    !pip install numpy\n    import numpy as np",
            DOUBLE,
        )
    ),
    "pip only in Colab": Example(
        (
            "import sys\nif 'google.colab' in sys.modules:\n    !pip install -q h5py\n    import numpy as np\n"
            "else:\n    import numpy as np",
            DOUBLE,
        )
    ),
    "a magic beside a helper": Example(
        (
            "if True:\n    %matplotlib inline\n    def twice(x):\n        return x + x",
            "def double(x):\n    return twice(x)",
        )
    ),
    "output of a shell line in a branch": Example(("if True:\n    listing = !ls\n    FACTOR = 2", BY_FACTOR)),
    "imported inside suppress": Example(
        (
            "from contextlib import suppress\nwith suppress(ImportError):\n    %load_ext autoreload\n    import numpy as np",
            DOUBLE,
        )
    ),
    # Definitions inside statements that also call them
    "defined and called in try": Example(
        (
            "try:\n    def double(x):\n        return x + x\n    print(double(2))\nexcept Exception as error:\n    print(error)",
        )
    ),
    "defined and checked in if": Example(
        ("if True:\n    def double(x):\n        return x + x\n    assert double(2) == 4",)
    ),
    "defined for __main__": Example(
        ("if __name__ == '__main__':\n    def double(x):\n        return x + x",)
    ),
    "defined in a loop that times it": Example(
        (
            "import time\nfor attempt in range(2):\n    def double(x):\n        return x + x\n    start = time.time(); double(3)",
        )
    ),
    "defined in with": Example(
        (
            "import warnings\nwith warnings.catch_warnings():\n    def double(x):\n        return x + x\n    print(double(1))",
        )
    ),
    # Results of graded functions
    "default is a result": Example(
        (
            "def double(x):\n    return x + x",
            "TWO = double(1)",
            "def quadruple(x, factor=TWO):\n    return x * factor * 2",
        ),
        BOTH,
    ),
    "default is made of a result": Example(
        (
            "def double(x):\n    return x + x",
            "TWO = double(1)\nFOUR = TWO + 2",
            "def quadruple(x, factor=FOUR):\n    return x * factor",
        ),
        BOTH,
    ),
    "reads a result": Example(
        (
            "def double(x):\n    return x + x",
            "TWO = double(1)",
            "def quadruple(x):\n    return TWO * TWO * x",
        ),
        BOTH,
    ),
    # Tables and constants that code fills
    "table filled in a loop": Example(
        ("TABLE = {}\nfor key, value in [('two', 2)]:\n    TABLE[key] = value", BY_TABLE)
    ),
    "table filled in if": Example(("TABLE = {}\nif not TABLE:\n    TABLE.update(two=2)", BY_TABLE)),
    "table filled in while": Example(
        ("TABLE = {}\nwhile 'two' not in TABLE:\n    TABLE['two'] = 2", BY_TABLE)
    ),
    "table filled by a call": Example(
        ("TABLE = {}", "def fill(table):\n    table['two'] = 2", "fill(TABLE)", BY_TABLE)
    ),
    "table filled by another name": Example(
        ("TABLE = {}", "same = TABLE\nfor key in ['two']:\n    same[key] = 2", BY_TABLE)
    ),
    "table filled by a method": Example(
        (
            "class Table:\n    def fill(self):\n        self.two = 2\n        return self",
            "T = Table()\nT.fill()",
            "def double(x):\n    return x * T.two",
        )
    ),
    "table filled in a thread": Example(
        (
            "import threading",
            "TABLE = {}",
            "def fill():\n    TABLE['two'] = 2\nthread = threading.Thread(target=fill)\nthread.start()\nthread.join()",
            BY_TABLE,
        )
    ),
    "counted by a closure": Example(
        (
            "def counter():\n    n = 0\n    def count():\n        nonlocal n\n        n += 1\n        return n\n    return count",
            "count = counter()",
            "count()",
            "def double(x, factor=count()):\n    return x * factor",
        )
    ),
    "the shell by import": Example(
        (
            "from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')\nTABLE = {}\n"
            "for key in ['two']:\n    TABLE[key] = 2",
            BY_TABLE,
        ),
        here=False,
    ),
    "list changed in place": Example(
        (
            "FACTORS = [5, 2]",
            "for _ in range(1):\n    FACTORS.pop(0)",
            "def double(x):\n    return x * FACTORS[0]",
        )
    ),
    "global set by a call": Example(
        ("FACTOR = 7", "def set_up():\n    global FACTOR\n    FACTOR = 2", "set_up()", BY_FACTOR)
    ),
    "attribute restored in try": Example(
        (
            "import math\ntry:\n    math.two\nexcept AttributeError:\n    math.two = 2",
            "def double(x):\n    return x * math.two",
        )
    ),
    "bound while it is tested": Example(("if (FACTOR := 2) > 1:\n    pass", BY_FACTOR)),
    "registered by a decorator": Example(
        (
            "RULES = {}\ndef rule(f):\n    RULES[f.__name__] = f\n    return f",
            "for number in [2]:\n    @rule\n    def times(x, number=number):\n        return x * number",
            "def double(x):\n    return RULES['times'](x)",
        )
    ),
    # Names that no syntax tree shows
    "exec": Example(("exec('''\ndef double(x):\n    return x + x\n''')",)),
    "globals": Example(("double_impl = lambda x: x + x", "globals()['double'] = double_impl")),
    "globals in a loop": Example(
        (
            "for name, factor in dict(double=2, quadruple=4).items():\n    globals()[name] = lambda x, f=factor: x * f",
        ),
        BOTH,
    ),
    "globals updated": Example(("globals().update(FACTOR=2)", BY_FACTOR)),
    "setattr on the module": Example(
        ("import sys\nsetattr(sys.modules['__main__'], 'FACTOR', 2)", BY_FACTOR)
    ),
    "star import": Example(("from math import *", "def double(x):\n    return x * trunc(2.5)")),
    # Magics
    "written to a file and imported": Example(
        ("%%writefile helper_one.py\ndef double(x):\n    return x + x", "from helper_one import double")
    ),
    "written to a file and run": Example(
        ("%%writefile helper_two.py\ndef double(x):\n    return x + x", "%run helper_two.py")
    ),
    "written to a file and imported with a star": Example(
        ("%%file helper_three.py\ndef double(x):\n    return x + x", "from helper_three import *")
    ),
    "a helper module": Example(
        (
            "%%writefile helper_four.py\nFACTOR = 2",
            "import helper_four as h",
            "def double(x):\n    return x * h.FACTOR",
        )
    ),
    "pylab": Example(("%pylab inline", DOUBLE)),
    "timed assignment": Example(("%time FACTOR = 2", BY_FACTOR)),
    "captured": Example(("%%capture output\ndef double(x):\n    return x + x",)),
    "run by the shell": Example(("get_ipython().run_cell('FACTOR = 2')", BY_FACTOR)),
    "put into the shell's namespace": Example(("get_ipython().user_ns['FACTOR'] = 2", BY_FACTOR)),
    "prompts": Example(("In [3]: def double(x):\n   ...:     return x + x",)),
    "prompts after a comment": Example(("# my answer\nIn [3]: def double(x):\n   ...:     return x + x",)),
    "interpreter prompts": Example((">>> def double(x):\n...     return x + x",)),
    "await at the top": Example(("async def two():\n    return 2", "FACTOR = await two()", BY_FACTOR)),
    # Imports and annotations
    "a missing package on the line": Example(("import cv2_is_not_here, numpy as np", DOUBLE), here=False),
    "a missing name on the line": Example(
        ("from math import not_there, trunc", "def double(x):\n    return x * trunc(2.1)"), here=False
    ),
    "annotations": Example(
        ("from __future__ import annotations", "def double(x: Number) -> Number:\n    return x + x")
    ),
    "a progress bar": Example(
        (
            "from tqdm.notebook import tqdm, trange",
            "def double(x):\n    total = 0 * x\n    for _ in tqdm(range(1)):\n        total = total + x\n"
            "    for _ in trange(1):\n        total = total + x\n    return total",
        ),
        here=False,
    ),
    "colours and a table": Example(
        (
            "from termcolor import colored\nfrom tabulate import tabulate",
            "def double(x):\n    print(colored('doubling', 'red'))\n    print(tabulate([[1]], headers=['x']))\n    return x + x",
        ),
        here=False,
    ),
    # The order of things
    "late binding": Example((BY_FACTOR, "for FACTOR in [1, 2]:\n    pass")),
    "the helper is broken later": Example(
        (
            "def twice(x):\n    return x + x",
            "def double(x):\n    return twice(x)",
            "def twice(x):\n    return None",
        ),
        here=False,
    ),
    "a constant is reused later": Example(
        ("FACTOR = 2", BY_FACTOR, "for FACTOR in range(9):\n    pass"), here=False
    ),
    "a cell that ends early": Example(
        ("def double(x):\n    return x + x", "values = []\nvalues[3]\ndef double(x):\n    return x - x")
    ),
    "deleted in the end": Example(
        ("def double(x):\n    return x + x", "print(double(1))", "del double"), here=False
    ),
    "an error in between": Example(
        ("TABLE = {}\n1 / 0", "for key in ['two']:\n    TABLE[key] = 2", BY_TABLE)
    ),
    # What earns nothing
    "wrong in a branch": Example(
        ("if True:\n    def double(x):\n        return x * 3\n    print(double(1))",), ()
    ),
    "wrong in exec": Example(("exec('def double(x): return x')\nFACTOR = 2",), ()),
    "never taken branch": Example(("if False:\n    def double(x):\n        return x + x",), ()),
    "never called function": Example(
        ("def outer():\n    def double(x):\n        return x + x\n    return double",), ()
    ),
    "never imported file": Example(
        ("%%writefile helper_five.py\ndef double(x):\n    return x + x", "FACTOR = 2"), ()
    ),
    "blank, and a test binds the name": Example(
        ("def double(x):\n    return result", "x = 3\nresult = 6\nprint(double(x))"), ()
    ),
    "reads the input of a test": Example(
        ("def double(x):\n    return value + value", "value = 3\nprint(double(value))"), ()
    ),
    "reads what a test computed": Example(
        (
            "def double(x):\n    return x + x",
            "number = 3\nsix = double(number)\nprint(six)",
            "def quadruple(x):\n    return six + six",
        ),
        ("double",),
    ),
    "replaced in a loop": Example(
        (
            "def double(x):\n    return x + x",
            "for factor in [3]:\n    def double(x):\n        return x * factor",
        ),
        (),
    ),
    "a table of wrong values": Example(
        ("TABLE = {}\nfor key in ['two']:\n    TABLE[key] = 22", BY_TABLE), ()
    ),
    "a class changed under another name": Example(
        (
            "class Factor:\n    two = 3",
            "def double(x):\n    return x * Factor.two",
            "same = Factor\nsame.two = 2",
        ),
    ),
    "a class spoiled under another name": Example(
        (
            "class Factor:\n    two = 2",
            "for same in [Factor]:\n    same.two = 3",
            "def double(x):\n    return x * Factor.two",
        ),
        (),
    ),
    "a test cell with an answer of its own": Example(
        (
            "def double(x):\n    return x",
            "def expected_double(x):\n    return x + x\nassert double(0) == expected_double(0)",
        ),
        (),
    ),
}
