"""Laws about files: what a call has made of the folders that it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.checks.difference import FOLDERS, TRAINING, VALIDATION, About, Difference
from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from grader.packs import Case

_FOLDER, _LINK = "folder", "link"
_IMAGES = (".jpg", ".jpeg", ".png", ".bmp", ".gif")
_SHOWN = 3
_FEW = 6  # files: fewer are in order too often by chance


def tree(_rule: Mapping[str, Any], actual: Any, expected: Any, _case: Case) -> Iterator[str | Difference]:
    """There are the folders that should be, and no others."""
    found, wanted = _tree(actual, "after"), _tree(expected, "after")
    if found is None or wanted is None:
        yield "the files after the call are not known"
        return
    folders = {path for path, what in found.items() if what == _FOLDER}
    should = {path for path, what in wanted.items() if what == _FOLDER}
    if should - folders:
        yield f"there is no folder {_named(should - folders)}"
    if folders - should:
        text = f"the folder {_named(folders - should)} should not be there"
        yield Difference(text, about=About(FOLDERS, actual=tuple(sorted(folders - should))))


def kept(_rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str]:
    """What was there before the call is there after it, as it was."""
    before, after = _tree(actual, "before"), _tree(actual, "after")
    if before is None or after is None:
        yield "the files after the call are not known"
        return
    gone = {path for path in before if path not in after}
    changed = {path for path, what in before.items() if after.get(path, what) != what}
    if gone:
        yield f"{_named(gone)} is gone: files are copied, not moved"
    if changed:
        yield f"{_named(changed)} is not what it was before the call"


def split(rule: Mapping[str, Any], actual: Any, _expected: Any, case: Case) -> Iterator[str | Difference]:
    """A folder's images are shared out by the laws of a split; the rule names which `aspect`."""
    if _tree(actual, "before") is None or _tree(actual, "after") is None:
        yield "the files after the call are not known"
        return
    yield from _ASPECTS[rule["aspect"]](_Split(actual, case))


class _Split:
    """What a call was given to share out, and where it went."""

    def __init__(self, actual: Any, case: Case) -> None:
        arguments = (*case.args, *case.kwargs.values())
        source, train, validation, share = arguments[:4]
        before, after = actual["before"], actual["after"]
        images = _inside(before, source)
        self.share = float(share)
        self.images = {name: what for name, what in images.items() if _is_image(name) and not _is_empty(what)}
        self.empty = {name for name, what in images.items() if _is_empty(what)}
        self.listed = _listed(actual, source)
        self.others = {name for name in images if not _is_image(name)}
        self.train, self.validation = _inside(after, train), _inside(after, validation)

    def in_train(self) -> set[str]:
        return set(self.train) - self.empty - self.others

    def in_validation(self) -> set[str]:
        return set(self.validation) - self.empty - self.others


def _sizes(found: _Split) -> Iterator[Difference]:
    train, validation, every = len(found.in_train()), len(found.in_validation()), len(found.images)
    should = found.share * every
    if not abs(train - should) < 1:
        text = f"of {every} images {train} are there for training, but with a split of {found.share:g} "
        about = About(TRAINING, (train, every), (round(should), every))
        yield Difference(f"{text}it should be {round(should)}", about=about)
    elif not abs(validation - (every - should)) < 1:
        text = (
            f"of {every} images {validation} are there for validation, but with a split of {found.share:g} "
        )
        about = About(VALIDATION, (validation, every), (round(every - should), every))
        yield Difference(f"{text}it should be {round(every - should)}", about=about)


def _disjoint(found: _Split) -> Iterator[str]:
    both = found.in_train() & found.in_validation()
    if both:
        yield f"{len(both)} images are there both for training and for validation: {_named(both)}"
    elif not found.in_train() and not found.in_validation():
        yield "nothing is copied into the two folders"


def _complete(found: _Split) -> Iterator[str]:
    lost = set(found.images) - found.in_train() - found.in_validation()
    new = (found.in_train() | found.in_validation()) - set(found.images)
    if lost:
        yield f"{len(lost)} of {len(found.images)} images are in neither folder: {_named(lost)}"
    if new:
        yield f"{_named(new)} was not there to be copied"


def _no_empty(found: _Split) -> Iterator[str]:
    copied = found.empty & (set(found.train) | set(found.validation))
    if copied:
        yield f"{_named(copied)} is empty and copied all the same: files of zero length are left out"
    elif not found.in_train() and not found.in_validation():
        yield "nothing is copied into the two folders"


def _copies(found: _Split) -> Iterator[str]:
    placed = {**found.validation, **found.train}
    wrong = {name for name, what in placed.items() if name in found.images and what != found.images[name]}
    if wrong:
        yield f"{_named(wrong)} is not a copy of the image of that name"
    elif not placed:
        yield "nothing is copied into the two folders"


def _shuffled(found: _Split) -> Iterator[str]:
    train, count = found.in_train(), len(found.images)
    if count < _FEW or not 0 < len(train) < count:
        return
    orders = {
        "by name": sorted(found.images),
        "as the folder lists them": [name for name in found.listed if name in found.images],
        "by size": sorted(found.images, key=lambda name: _size(found.images[name])),
    }
    for told, names in orders.items():
        if train in (set(names[: len(train)]), set(names[-len(train) :])):
            yield f"the images for training are the first ones {told}, not drawn at random"
            return


_ASPECTS: dict[str, Callable[[_Split], Iterator[str | Difference]]] = {
    "sizes": _sizes,
    "disjoint": _disjoint,
    "complete": _complete,
    "no_empty": _no_empty,
    "copies": _copies,
    "shuffled": _shuffled,
}


def apart(_rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str]:
    """What trains a model and what validates it have no image in common, and neither lacks all of them."""
    parts = [actual.get(name) if isinstance(actual, dict) else None for name in ("train", "validation")]
    files = [
        {f"{part.get('folder')}/{name}" for name in part.get("files") or ()}
        if isinstance(part, dict)
        else set()
        for part in parts
    ]
    if not all(files):
        yield "there are no images for training, or none for validation"
    elif files[0] & files[1]:
        both = len(files[0] & files[1])
        yield f"{both} of the {len(files[1])} images for validation are among those for training"


def _tree(value: Any, when: str) -> dict[str, str] | None:
    found = value.get(when) if isinstance(value, dict) else None
    if not isinstance(found, dict) or not all(
        isinstance(text, str) for pair in found.items() for text in pair
    ):
        return None
    return found


def _inside(entries: Mapping[str, str], folder: str) -> dict[str, str]:
    """Return the files right inside a folder, by name."""
    start = f"{_written(folder)}/"
    below = {path.removeprefix(start): what for path, what in entries.items() if path.startswith(start)}
    return {name: what for name, what in below.items() if "/" not in name and what != _FOLDER}


def _listed(actual: Any, folder: str) -> list[str]:
    """Return a folder's names in the order in which it lists them, as far as that is known."""
    listed = actual.get("listed")
    names = listed.get(_written(folder)) if isinstance(listed, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _written(path: str) -> str:
    """Return a path as trees have it."""
    path = path.rstrip("/")
    return path if path.startswith(("/", "./")) else f"./{path}"


def _is_image(name: str) -> bool:
    return name.lower().endswith(_IMAGES)


def _size(what: str) -> int:
    size = what.split(" ", 1)[0]
    return int(size) if size.isdecimal() else 0


def _is_empty(what: str) -> bool:
    return what.startswith("0 ")


def _named(paths: set[str]) -> str:
    """Return some names, in order; of many only the first."""
    shown = [clean(path, 80) for path in sorted(paths)[:_SHOWN]]
    more = len(paths) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
