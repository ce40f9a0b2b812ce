"""The kinds of check: what each one examines, needs and is called. No other module knows their names.

To add a kind: a row here, its function in `grader.checks.CHECKS`, its name in the schemas of rubrics and
reports, and a test.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISHED = "seeded"  # the group of published cases


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of check.

    Attributes:
        label: A heading for people that reads right beside ✗ and ✓; `{part}` is the criterion's part.
        needs_reference: Whether it compares with reference answers rather than published values.
        echoes_arguments: Whether it examines the arguments after the call rather than the result.
        group: The group of cases that it examines by default; None for the one named like the criterion.
        aspects: The aspects of a result that a criterion may select, with headings.
        default_aspects: Those that it examines without a selection; if empty, the result as a whole.
        leads_feedback: Whether a function's feedback starts with it if several checks fail.
        names_values: Whether its differences begin with the name of a value, as `return[0]`, not with a word.
        hint_beside_values: Whether a hint helps even next to the expected and actual values.
        may_raise: Whether the reference may raise in its cases: an exception can be what is wanted.
        one_by_one: The kind that stands in for it where cases are examined one by one; empty for itself.
        in_notebooks: Whether `check` can examine it, with nothing but what is published.
    """

    label: str
    needs_reference: bool = False
    echoes_arguments: bool = False
    group: str | None = None
    aspects: Mapping[str, str] = field(default_factory=dict)
    default_aspects: tuple[str, ...] = ()
    leads_feedback: bool = False
    names_values: bool = False
    hint_beside_values: bool = False
    may_raise: bool = False
    in_notebooks: bool = True
    one_by_one: str = ""

    def heading(self, part: object = None, aspects: tuple[str, ...] = ()) -> str:
        """Return the heading of a criterion of this kind, for its part or its aspects."""
        if aspects:
            return "; ".join(self.aspects[aspect] for aspect in aspects)
        return self.label.format(part=part)


KINDS: Mapping[str, Kind] = {
    "seeded": Kind(
        label="Published examples",
        group=PUBLISHED,
        names_values=True,
        aspects={"values": "Published examples", "shape": "Shape of the result"},
    ),
    "reference": Kind(
        label="Other inputs",
        needs_reference=True,
        names_values=True,
        aspects={"values": "Other inputs", "shape": "Shape for other inputs"},
    ),
    "unchanged": Kind(
        label="Arguments after the call", group=PUBLISHED, echoes_arguments=True, names_values=True
    ),
    "layers": Kind(
        label="Layers of the model",
        needs_reference=True,
        leads_feedback=True,
        aspects={
            "order": "Layers and their order",
            "settings": "Settings of each layer",
            "sizes": "Output shapes and numbers of parameters",
        },
        default_aspects=("order", "settings", "sizes"),
    ),
    "forward": Kind(label="Output with given weights", needs_reference=True),
    "configuration": Kind(
        label="Training configuration: {part}", needs_reference=True, hint_beside_values=True
    ),
    "rules": Kind(label="Requirements: {part}", needs_reference=True),
    "pytest": Kind(
        label="Tests of the course",
        needs_reference=True,
        may_raise=True,
        in_notebooks=False,
        one_by_one="reference",
    ),
}
