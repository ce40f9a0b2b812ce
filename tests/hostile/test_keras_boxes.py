"""What a box that has Keras is given and holds: nothing that it could grade itself by."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from harness import APPLICATION, VARIANTS

from grader import wire
from grader.box.confine import ROWS
from grader.options import Options
from grader.pipeline import Grader
from grader.sandbox.machine import Machine
from tests.programs import Watched, WatchedBox, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judging.answer_key import AnswerKey
    from grader.packs import Library
    from grader.report.model import Report

MARK = b"# a student's"
NAMES = (b"happyModel", b"convolutional_model")
KERASES = {"keras2": "2", "keras3": "3"}


class Remembered(WatchedBox):
    """A box whose memory is read just before it is closed."""

    memory = b""

    def close(self) -> None:
        if MARK in self.sent:
            self.memory = memory_of(self.process.pid)
        self.process.close()


class Remembering(Watched):
    """Boxes of one kind, or of every kind, with what they were sent and what they hold in the end."""

    def provider(self, kind: str) -> Remembering:
        source = Remembering(self.runtime.provider(kind))
        source.boxes = self.boxes
        return source

    def open(self) -> Any:
        self.boxes.append(Remembered(self.runtime.open()))
        return self.boxes[-1]


def memory_of(pid: int) -> bytes:
    """Return what a process has written to its memory."""
    parts = []
    with suppress(PermissionError), Path(f"/proc/{pid}/mem").open("rb") as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            start, end, mode = re.match(r"(\w+)-(\w+) (\S+)", line).groups()  # type: ignore[union-attr]
            if mode.startswith("rw"):
                with suppress(OSError, ValueError):
                    memory.seek(int(start, 16))
                    parts.append(memory.read(int(end, 16) - int(start, 16)))
    return b"".join(parts)


@dataclass(frozen=True)
class Run:
    """One submission that was graded: by what, in which boxes, with which report."""

    key: AnswerKey
    report: Report
    boxes: list[Remembered]


@pytest.fixture(scope="module", params=[pytest.param("keras2", marks=pytest.mark.thorough), "keras3"])
def run(
    request: pytest.FixtureRequest, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Run]:
    """Grade a solution with a mistake of its own in every function, so that no value is the reference's."""
    source = (VARIANTS / APPLICATION / "standard.py").read_text(encoding="utf-8")
    source = source.replace("(7, 7), ", "(7, 7), activation='tanh', ").replace("(P2)", "(P2 * 0.9)")
    path = tmp_path_factory.mktemp("run") / "a.py"
    assert source.count("tanh") == source.count("* 0.9") == 1
    marked = re.sub(r"^(def .*)$", rf"\1  {MARK.decode()}", source, flags=re.MULTILINE)
    path.write_text(marked, encoding="utf-8")
    with Machine("require") as machine:
        watching = Remembering(machine)
        options = Options(assignment=APPLICATION, isolation="require", keras=KERASES[request.param])
        grader = Grader(library, watching, options)  # type: ignore[arg-type]
        report = grader.grade(path)
        (key, *_) = grader.keys._keys.values()
        yield Run(key, report, [box for box in watching.boxes if MARK in box.sent])


def test_what_is_required_is_enforced(run: Run) -> None:
    """A verdict on either Keras comes from boxes in which everything holds."""
    assert (run.report.status, run.report.environment.isolation.level) == ("graded", "enforced")
    assert len(run.boxes) >= 2


@pytest.mark.parametrize("kind", KERASES)
def test_every_row_of_the_box_is_in_force(machine: Machine, kind: str) -> None:
    """Whichever libraries it has imported."""
    with opened(machine.provider(kind)) as box:
        header = _received(box, wire.HEADER.size)
        ready = wire.decode(header + _received(box, wire.frame_size(header)))

    assert set(ready["ready"]) == set(ROWS)


def _received(box: Any, size: int) -> bytes:
    data = b""
    while len(data) < size:
        data += box.receive(size - len(data), 60) or b""
    return data


@pytest.mark.parametrize("kind", KERASES)
def test_a_nursery_shares_nothing_with_its_boxes(machine: Machine, kind: str) -> None:
    """Neither memory that both may write, nor threads that a fork would lose: no operation has run in it."""
    nursery: Any = machine.start(kind)
    with opened(nursery) as box:
        _received(box, wire.HEADER.size)  # it is ready
        mappings = Path(f"/proc/{nursery._process.pid}/maps").read_text().splitlines()
        threads = list(Path(f"/proc/{nursery._process.pid}/task").iterdir())

    assert [line for line in mappings if re.match(r"\w+-\w+ .w.s", line)] == []
    assert len(threads) == 1


def _secrets(key: AnswerKey) -> list[bytes]:
    """Return what nobody inside may know: the rubric's words, the reference's source, its answers."""
    criteria = [criterion for every in key.rubric.functions.values() for criterion in every]
    words = [*(c.id for c in criteria), *(c.hint for c in criteria if c.hint), *_sources(key)]
    answers = [a[:12] for value in key.answers.values() for a in _arrays(value) if len(a) > 8]
    assert len(answers) > 5
    return [*(word.encode() for word in words), *answers]


def _sources(key: AnswerKey) -> Iterator[str]:
    for definition in key.definitions.values():
        yield definition.last.source
        yield definition.last.source.split('"""')[1]


def _arrays(value: Any) -> Iterator[bytes]:
    """Yield the bytes of a model's outputs; a forward check's values are dictionaries of arrays."""
    if hasattr(value, "value"):
        value = value.value
    if isinstance(value, dict):
        for name, part in value.items():
            if name != "graph":
                yield from _arrays(part)
    elif isinstance(value, np.ndarray):
        yield value.astype("<f4").tobytes()


def test_nothing_secret_goes_into_a_box(run: Run) -> None:
    """No word of the rubric, no seed, no tolerance, no answer and no source of the reference."""
    sent = b"".join(box.sent for box in run.boxes)
    words = [b"tolerance", b"rtol", b"points", b"max_score", b"expect", b"hidden", b"rubric", b"reference"]
    words.append(f":{run.key.rubric.seed}".encode())

    assert [secret for secret in [*_secrets(run.key), *words] if secret in sent] == []


def test_public_and_hidden_cases_go_into_different_boxes(run: Run) -> None:
    """What a function keeps of the one, the other does not find."""
    public = [case.frame for cases in run.key.public.values() for case in cases]
    hidden = [case.frame for cases in run.key.hidden.values() for case in cases]
    kinds = [(any(f in box.sent for f in public), any(f in box.sent for f in hidden)) for box in run.boxes]

    assert set(kinds) == {(True, False), (False, True)}


def test_nothing_secret_is_in_the_memory_of_a_box(run: Run) -> None:
    """Not even after it has answered everything; the program's names are, so the search would find it."""
    if not any(box.memory for box in run.boxes):
        pytest.skip("this kernel lets nobody read another process's memory")
    secrets = _secrets(run.key)[::5]  # some of each sort: a box has half a gigabyte

    assert [secret for secret in secrets for box in run.boxes if secret in box.memory] == []
    sent = [(name, box) for name in NAMES for box in run.boxes if b"def " + name in box.sent]
    assert len(sent) > len(NAMES)
    assert all(name in box.memory for name, box in sent)
