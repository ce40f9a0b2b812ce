"""Faults of functions that share out files: the statement that chose the wrong ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from grader.checks import CheckResult, Difference, Failure
from grader.checks.difference import FOLDERS, TRAINING, VALIDATION, About
from grader.diagnosis.files import file_faults
from grader.judging.judge import Verdict
from grader.packs import Case, Criterion
from tests.programs import program

SPLIT = """
def f(SOURCE, TRAINING, VALIDATION, SHARE):
    files = [name for name in os.listdir(SOURCE) if os.path.getsize(SOURCE + name)]
    border = int(len(files) * SHARE)
    names = random.sample(files, len(files))
    train = names[:border]
    rest = names[-border:]
    for name in train:
        copyfile(SOURCE + name, TRAINING + name)
    for name in rest:
        target = VALIDATION + name
        shutil.move(SOURCE + name, target)
"""
TWICE = SPLIT.replace("in rest", "in train")


def line_of(source: str, about: About | None = None, *, public: bool = True, **rule: Any) -> list[int | None]:
    """Return the lines of the faults of `f`, if a rule is broken."""
    case = Case("f.split#1", "f", "split", (), {}, public=public, probe={})
    criterion = Criterion(
        "f.a", "rules", Fraction(1), "public", ("split",), "files", False, "A hint.", {}, rules=(rule,)
    )
    verdict = Verdict(
        function="f",
        definition=program(["f"], source).definitions["f"],
        results=(CheckResult(criterion, (Failure(case, Difference("it is wrong", about=about)),)),),
        evidence=(),
    )
    return [fault.line for fault in file_faults(verdict)]


@pytest.mark.parametrize(
    ("aspect", "about", "line"),
    [
        ("disjoint", None, 7),
        ("sizes", About(VALIDATION, (2, 9), (1, 9)), 7),
        ("sizes", About(TRAINING, (2, 9), (8, 9)), 4),
        ("no_empty", None, 3),
        ("shuffled", None, 6),
    ],
)
def test_the_statement_that_chose_the_files_is_found(aspect: str, about: About | None, line: int):
    """Each aspect of a split has the statement that decides it."""
    assert line_of(SPLIT, about, law="split", aspect=aspect) == [line]


def test_a_loop_over_the_same_files_is_the_fault():
    """Where both loops go over the same list, the second loop is wrong."""
    assert line_of(TWICE, law="split", aspect="disjoint") == [10]


def test_where_one_loop_fills_both_folders_the_line_that_chooses_is_the_fault():
    """The border is right where all images are in one folder, or the folders are exchanged."""
    loop = """
def f(SOURCE, TRAINING, VALIDATION, SHARE):
    names = os.listdir(SOURCE)
    border = int(len(names) * SHARE)
    for number, name in enumerate(names):
        folder = VALIDATION if number < border else TRAINING
        copyfile(SOURCE + name, folder + name)
"""
    assert line_of(loop, About(TRAINING, (1, 9), (8, 9)), law="split", aspect="sizes") == [6]
    assert line_of(loop, About(TRAINING, (7, 9), (8, 9)), law="split", aspect="sizes") == [4]


def test_files_that_are_moved_lead_to_the_call():
    """Originals that are gone were moved."""
    assert line_of(SPLIT, law="kept") == [12]


def test_a_hidden_case_shows_only_what_can_be_read():
    """The last none of a list are all of them: `names[-0:]` can be seen without any case."""
    assert line_of(SPLIT, public=False, law="split", aspect="sizes") == [7]
    other = SPLIT.replace("[-border:]", "[border:]")
    assert line_of(other, public=False, law="split", aspect="sizes") == []


def test_a_folder_of_another_name_leads_to_the_name():
    """A folder that should not be there is found by its name in the code."""
    source = "def f(root):\n    for part in ['training', 'testing']:\n        os.makedirs(root + part)\n"
    assert line_of(source, About(FOLDERS, ("/tmp/a/testing",)), law="tree") == [2]
