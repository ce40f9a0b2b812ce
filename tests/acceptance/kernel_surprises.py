"""More notebooks whose graded functions only a kernel's state shows: cells that end early, and distant effects.

As in `kernel_notebooks`, `double` has to return its argument twice.
"""

# ruff: noqa: E501, ISC004 - a table of code
from __future__ import annotations

from tests.acceptance.kernel_notebooks import BOTH, BY_FACTOR, BY_TABLE, DOUBLE, Example

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
    # What IPython keeps of its cells, and what shows that it runs
    "the last result": Example(("1 + 1", "FACTOR = _", BY_FACTOR)),
    "the result of a cell behind one that raises": Example(("1 / 0", "1 + 1", "FACTOR = _2", BY_FACTOR)),
    "the result of a graded function": Example(
        (
            "def double(x):\n    return x + x",
            "double(1)",
            "TWO = _",
            "def quadruple(x, f=TWO):\n    return x * f * 2",
        ),
        BOTH,
    ),
    "the text of a cell": Example(("FACTOR = 2", "exec(In[1])", BY_FACTOR)),
    "a builtin of IPython": Example(
        ("import builtins\nFACTOR = 2 if hasattr(builtins, '__IPYTHON__') else 3", BY_FACTOR)
    ),
    "the class of the shell": Example(
        (
            "if type(get_ipython()).__name__.endswith('InteractiveShell'):\n    def double(x):\n        return x + x",
        )
    ),
    # Magics whose text runs, and calls without parentheses
    "what a cell has printed": Example(("%%capture out\nprint(2)", "FACTOR = int(out.stdout)", BY_FACTOR)),
    "%prun": Example(("%prun FACTOR = 2", BY_FACTOR)),
    "a cell magic of the notebook's own": Example(
        (
            "from IPython.core.magic import register_cell_magic\n@register_cell_magic\ndef mine(line, cell):\n"
            "    exec(cell, get_ipython().user_ns)",
            "%%mine\nFACTOR = 2",
            BY_FACTOR,
        )
    ),
    "a call by a slash": Example(("def fill():\n    global FACTOR\n    FACTOR = 2", "/fill", BY_FACTOR)),
    "a call by a comma": Example(
        ("def keep(a, b):\n    global FACTOR\n    FACTOR = len(a) + len(b)", ",keep a b", BY_FACTOR)
    ),
    # Settings of the whole process, and functions made of several definitions
    "NumPy raises": Example(
        (
            "import numpy as np\nnp.seterr(all='raise')",
            "def double(x):\n    try:\n        np.float64(1) / 0\n    except FloatingPointError:\n        return x + x",
        )
    ),
    "warnings are errors": Example(
        (
            "import warnings\nwarnings.simplefilter('error')",
            "def double(x):\n    try:\n        warnings.warn('x')\n    except UserWarning:\n        return x + x",
        )
    ),
    "a function for each type": Example(
        (
            "import numpy as np\nfrom functools import singledispatch",
            "@singledispatch\ndef double(x):\n    return None",
            "@double.register\ndef _(x: int):\n    return x + x",
            "@double.register\ndef _(x: np.ndarray):\n    return x * 2",
        )
    ),
    "a task of asyncio": Example(
        (
            "import asyncio\nasync def two():\n    await asyncio.sleep(0.01)\n    return 2\n"
            "task = asyncio.create_task(two())\nFACTOR = await task",
            BY_FACTOR,
        ),
        here=False,
    ),
    "exec in a function": Example(
        ("def make():\n    exec('def double(x): return x + x', globals())", "make()")
    ),
    # Cells that run again, prompts, and who else is there
    "a macro of earlier cells": Example(
        ("FACTOR = 1", "FACTOR += 1", "%macro -q again 1-2", "FACTOR = 7", "again", BY_FACTOR)
    ),
    "%rerun": Example(("FACTOR = 2", "del FACTOR", "%rerun 1", BY_FACTOR)),
    "a pasted prompt that passes for an annotation": Example(("In [3]: FACTOR = 2", BY_FACTOR)),
    "IPython among the modules": Example(
        (
            "import sys\ndef here():\n    return 'IPython' in sys.modules",
            "FACTOR = 2 if here() else 3",
            BY_FACTOR,
        )
    ),
    "NumPy raises, as a function has told it": Example(
        (
            "import numpy as np\ndef strict():\n    np.seterr(all='raise')",
            "strict()",
            "def double(x):\n    try:\n        np.float64(1) / 0\n    except FloatingPointError:\n        return x + x",
        )
    ),
    "a written module, read again": Example(
        (
            "%%writefile helper_nine.py\nFACTOR = 3",
            "import helper_nine",
            "%%writefile helper_nine.py\nFACTOR = 2  # now\n\n",
            "import importlib\nimportlib.reload(helper_nine)",
            "def double(x):\n    return x * helper_nine.FACTOR",
        )
    ),
    "text that is defined by exec in a loop": Example(
        (
            "for name, k in (('double', 2), ('quadruple', 4)):\n    exec(f'def {name}(x):\\n    return x * {k}')",
        ),
        BOTH,
    ),
    "a loop that defines a function anew, too often": Example(
        (
            "def double(x):\n    return x + x",
            "for k in (2, 3):\n    def double(x, k=k):\n        return x * k",
        ),
        right=(),
    ),
    # What other programs print
    "kept by %%bash": Example(
        ("%%bash --out words --err none\necho 2", "FACTOR = int(words) + len(none)", BY_FACTOR)
    ),
    "several echoes": Example(("one, two = !echo 1; echo 2", "FACTOR = int(two)", BY_FACTOR)),
    "echo of a variable": Example(("one = 1\nwords = !echo {one + 1}", "FACTOR = int(words[0])", BY_FACTOR)),
    "kept by %%capture with an option": Example(
        ("%%capture --no-stderr out\nprint(2)", "FACTOR = int(out.stdout)", BY_FACTOR)
    ),
    # What does not run, and stars
    "a cell without a colon, below": Example(
        ("def double(x):\n    return x + x", "def double(x)\n    return x")
    ),
    "a star within try": Example(
        (
            "try:\n    from operator import *\nexcept ImportError:\n    pass",
            "def double(x):\n    return add(x, x)",
        )
    ),
    "a class mended by a function": Example(
        (
            "class C:\n    k = 3",
            "def mend(c, value):\n    for name in ['k']:\n        setattr(c, name, value)",
            "mend(C, 2)",
            "def double(x):\n    return x * C.k",
        )
    ),
    # What earns nothing
    "a class spoiled by a function": Example(
        (
            "class C:\n    k = 2",
            "def spoil(c):\n    c.k = 3",
            "spoil(C)",
            "def double(x):\n    return x * C.k",
        ),
        right=(),
    ),
    "a class spoiled by a lambda": Example(
        (
            "class C:\n    k = 2",
            "list(map(lambda c: setattr(c, 'k', 3), [C]))",
            "def double(x):\n    return x * C.k",
        ),
        right=(),
    ),
    "measured, not kept": Example(("%%timeit -n1 -r1\nFACTOR = 2", BY_FACTOR), right=()),
    "deleted before": Example(("FACTOR = 2", "del FACTOR", BY_FACTOR), right=()),
    "deleted by a magic": Example(("FACTOR = 2", "%reset -f", BY_FACTOR), right=()),
    "a cell that ends before the definition": Example(("[][1]\ndef double(x):\n    return x + x",), right=()),
    "a constant replaced out of sight": Example(
        ("FACTOR = 2", "globals()['FACTOR'] = 3", BY_FACTOR), right=()
    ),
    "a table emptied": Example(("TABLE = {'two': 2}", "TABLE.clear()", BY_TABLE), right=()),
    "an array changed in a loop": Example(
        (
            "import numpy as np\nW = np.full(3, 2)",
            "for i in range(3):\n    W[i] = 3",
            "def double(x):\n    return x * W[1]",
        ),
        right=(),
    ),
    "NumPy replaced out of sight": Example(
        ("import numpy as np\nsetattr(np, 'multiply', np.add)", DOUBLE), right=()
    ),
    "NumPy raises where it should not": Example(
        (
            "import numpy as np\nnp.seterr(all='raise')",
            "def double(x):\n    np.float64(1) / 0\n    return x + x",
        ),
        right=(),
    ),
    "a word in the message only": Example(
        ("print('FACTOR comes later')", BY_FACTOR, "print('FACTOR')"), right=()
    ),
}
