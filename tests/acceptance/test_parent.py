"""What the grader's own process never does."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_the_parent_imports_no_tensorflow() -> None:
    """Not even to grade a notebook that needs it: boxes do that."""
    code = (
        "import sys\n"
        "from grader import grade\n"
        "report = grade('assignments/convolution-application/sample.ipynb')\n"
        "heavy = {'tensorflow', 'keras', 'tf_keras'}\n"
        "print(report.score, sorted(heavy & {name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "25.0 []\n"
