"""From what was named on the command line to submissions, and to the files of their reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UsageError
from grader.submission import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True)
class Item:
    """One submission to grade: its file, and where its report goes below the output folder."""

    path: Path
    report: Path

    @property
    def name(self) -> str:
        """How the report calls it."""
        return self.path.as_posix()


def collect(named: Sequence[Path]) -> list[Item]:
    """Find the submissions that files and folders name, in order.

    Raises:
        UsageError: Something does not exist, or a folder holds no submission.
    """
    folders = [path for path in named if path.is_dir()]
    items: list[Item] = []
    for path in named:
        if path.is_dir():
            prefix = Path(path.resolve().name) if len(folders) > 1 else Path()
            found = [Item(file, prefix / _report_name(file.relative_to(path))) for file in _submissions(path)]
            if not found:
                raise UsageError(f"{path}: holds no notebook (.ipynb) and no script (.py)")
            items += found
        elif path.exists():
            items.append(Item(path, Path(_report_name(Path(path.name)))))
        else:
            raise UsageError(f"{path}: does not exist")
    return items


def check_clashes(items: Iterable[Item]) -> None:
    """Make sure that no two submissions would write the same report.

    Raises:
        UsageError: Two would.
    """
    seen: dict[str, Item] = {}
    for item in items:
        key = item.report.as_posix().casefold()
        if key in seen:
            raise UsageError(
                f"{seen[key].path} and {item.path} would both be reported in {item.report}; rename one"
            )
        seen[key] = item


def _submissions(folder: Path) -> Iterator[Path]:
    """Yield the submissions below a folder, without hidden folders and Jupyter's checkpoints."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in inside)
        if path.suffix in SUFFIXES and path.is_file() and not hidden:
            yield path


def _report_name(path: Path) -> Path:
    return path.with_suffix(".json") if path.suffix == ".ipynb" else path.with_name(f"{path.name}.json")
