"""Faults of arguments: a variable of the notebook in place of one."""

from __future__ import annotations

from grader.diagnosis.arguments import argument_faults
from grader.judging.judge import Verdict
from tests.programs import program

SOURCE = """
root_dir = '/tmp/here'
def f(root_path):
    path = 'a'
    os.makedirs(root_dir + path)
"""


def test_a_variable_of_the_notebook_has_its_line():
    """What is read instead of an argument is shown where it is read."""
    definition = program(["f"], SOURCE).definitions["f"]
    (fault,) = argument_faults(Verdict(function="f", definition=definition, results=(), evidence=()))
    assert (fault.line, fault.message) == (
        5,
        "It reads root_dir from the notebook: use its argument root_path instead.",
    )


def test_a_keyword_that_takes_something_else_than_the_argument_has_its_line():
    """If other calls take the argument, the one that does not is shown."""
    source = (
        "def f(x, initializer):\n    x = conv(kernel_initializer=initializer(seed=0))(x)\n"
        "    x = conv(kernel_initializer=uniform(seed=0))(x)\n    return x\n"
    )
    definition = program(["f"], source).definitions["f"]
    (fault,) = argument_faults(Verdict(function="f", definition=definition, results=(), evidence=()))
    assert fault.line == 3
