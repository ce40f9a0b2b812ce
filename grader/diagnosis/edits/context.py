"""What a rule is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from grader.diagnosis.edits.elsewhere import Elsewhere
    from grader.diagnosis.edits.names import Names
    from grader.diagnosis.edits.source import Source


class Context(NamedTuple):
    """What rules know besides the node."""

    source: Source
    names: Names
    subscripts: tuple[str, ...]  # expressions elsewhere in the function
    constants: tuple[str, ...]  # texts of the examples, such as keys and modes
    operands: tuple[str, ...]  # numbers that may be added, or multiplied by
    elsewhere: Elsewhere
