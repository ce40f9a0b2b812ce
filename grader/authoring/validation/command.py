"""Validates packs one after the other, for the command."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from grader.authoring.validation.finding import ERROR, NOTE, WARNING, Finding, suggestion
from grader.authoring.validation.validate import validate
from grader.errors import UsageError
from grader.packs.builtin import builtin_root
from grader.sandbox.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def validated(
    ids: Sequence[str], roots: Sequence[Path], *, quick: bool = False, with_mutants: bool = False
) -> Iterator[tuple[str, bool]]:
    """Yield a line for each finding, and whether it is an error; and one for each pack that counts them.

    Args:
        ids: The packs; by default all below the folders.
        roots: Folders with packs; by default the built-in ones.
        quick: Only look at the files.
        with_mutants: Also run mutants of models.

    Raises:
        UsageError: There is no such pack.
    """
    found = _found(ids, roots)
    with ExitStack() as stack:

        @cache
        def machine() -> Machine:
            return stack.enter_context(Machine())

        for name, root in found:
            kinds: list[str] = []
            for finding in validate(root, name, None if quick else machine, with_mutants=with_mutants):
                if finding.severity != NOTE:
                    kinds.append(finding.severity)
                yield _line(finding), finding.severity == ERROR
            yield f"{name}: {_counted(kinds)}", False


def _found(ids: Sequence[str], roots: Sequence[Path]) -> list[tuple[str, Path]]:
    """Return the packs to validate, each with its root; those of earlier folders hide later ones."""
    there: dict[str, Path] = {}
    for root in (*roots, *([] if roots and not ids else [builtin_root()])):
        for folder in sorted((root / "assignments").glob("*/")):
            there.setdefault(folder.name, root)
    if not there:
        raise UsageError(f"{roots[0]}: has no packs, which are folders in assignments/")
    for name in ids:
        if name not in there:
            raise UsageError(f"there is no assignment {name!r}{suggestion(name, there)}")
    return [(name, there[name]) for name in ids or there]


def _counted(kinds: list[str]) -> str:
    """Return how many errors and warnings there are."""
    numbers = ((kinds.count(kind), kind) for kind in (ERROR, WARNING))
    found = [f"{number} {kind}{'' if number == 1 else 's'}" for number, kind in numbers if number]
    return ", ".join(found) or "nothing to fix"


def _line(finding: Finding) -> str:
    """Return a finding as a line, its file as seen from the current folder."""
    here = f"{Path.cwd()}/"
    return str(finding).replace(here, "")
