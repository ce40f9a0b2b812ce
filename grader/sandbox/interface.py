"""Running a program in boxes: what goes in, what comes out, and the two kinds of machine that can do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from grader.support.text import MAX_NAME_CHARACTERS, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grader.extract import Definition
    from grader.packs import Case


@dataclass(frozen=True)
class Limits:
    """What one box may use.

    Attributes:
        cpu_seconds: For all cases of one function.
        wall_factor: A box that answers nothing for this many times its CPU seconds hangs.
        memory_bytes: Resident memory.
        scratch_bytes: All files in the scratch folder.
        scratch_files: Their number, folders included.
        threads: At one time.
    """

    cpu_seconds: float = 10.0
    wall_factor: float = 5.0
    memory_bytes: int = 4096 * 2**20
    scratch_bytes: int = 256 * 2**20
    scratch_files: int = 1000
    threads: int = 500


@dataclass(frozen=True)
class Returned:
    """The function returned; `arguments` are what it was given, as it left them, where that was asked for."""

    value: Any
    arguments: tuple[tuple[Any, ...], Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Raised:
    """The student's code raised.

    Attributes:
        types: The names of the exception's types, most special first: chosen by the student.
        message: Its text: chosen by the student.
        origin: The cell that it came from, as in `Statement.origin`; empty when from none.
        line: The line there.
    """

    types: tuple[str, ...]
    message: str
    origin: str
    line: int

    @property
    def name(self) -> str:
        """The name of the exception's type, fit to be shown."""
        return clean(self.types[0], MAX_NAME_CHARACTERS) if self.types else "an exception"


@dataclass(frozen=True)
class Stopped:
    """The box ended before it answered: by a limit (`timeout`, `threads`) or by its own doing (`crash`)."""

    reason: str
    detail: str


@dataclass(frozen=True)
class TooLarge:
    """The function returned something that is larger than a message may be."""

    detail: str


@dataclass(frozen=True)
class Unanswered:
    """Not asked, because the box ended at an earlier case of the same function."""

    because: Stopped


Outcome = Returned | Raised | Stopped | TooLarge | Unanswered


@dataclass(frozen=True)
class Warned:
    """A deprecation that a student's line met."""

    message: str
    origin: str
    line: int


@dataclass(frozen=True)
class Batch:
    """A function and the cases that it is to answer.

    Attributes:
        function: Whose cases they are.
        definition: What is called.
        cases: With which arguments.
        echo: Whether the arguments are wanted back, as the function left them.
        cpu_seconds: The limit for all the cases; asked for only once the box has kept silent for a while.
    """

    function: str
    definition: Definition
    cases: tuple[Case, ...]
    echo: bool = False
    cpu_seconds: Callable[[], float] | None = None


@dataclass
class Execution:
    """What running some batches gave: outcomes by the id of the case, the rest by function.

    `shared` names the functions whose box had answered for another one before.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    cpu_seconds: dict[str, float] = field(default_factory=dict)
    failed_definitions: dict[str, tuple[Raised, ...]] = field(default_factory=dict)
    warnings: list[Warned] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Isolation:
    """How well boxes are closed: `enforced`, `partial` or `none`, by what, and what is missing."""

    level: str
    mechanisms: tuple[str, ...]
    missing: tuple[str, ...] = ()


class BoxEndedError(Exception):
    """A box ended, or was ended, before it answered."""

    def __init__(self, stopped: Stopped) -> None:
        super().__init__(stopped.detail)
        self.stopped = stopped


class Process(Protocol):
    """A running box, as the grader sees it: bytes in, bytes out, and the means to end it."""

    pid: int
    scratch: str

    def send(self, data: memoryview, timeout: float) -> int:
        """Write some of `data` within `timeout` seconds; return how many bytes went."""

    def receive(self, size: int, timeout: float) -> bytes | None:
        """Return up to `size` bytes, None if none came in time, b"" when the box has ended."""

    def kill(self) -> None:
        """End the box and everything that it started."""

    def exit_code(self) -> int:
        """Wait for the end and return its code, negative for a signal.

        Raises:
            MachineError: Nobody can tell how it ended.
        """

    def close(self) -> None:
        """Kill, release every descriptor and remove the scratch folder."""


class Runtime(Protocol):
    """A source of boxes of one kind: `numpy`, `keras2` or `keras3`."""

    kind: str

    @property
    def isolation(self) -> Isolation:
        """What its boxes are closed by."""

    def open(self) -> Process:
        """Start a box; its first message says that it is ready.

        Raises:
            MachineError: No box can be had.
        """

    def close(self) -> None:
        """End every box and remove what they left."""
