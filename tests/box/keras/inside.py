"""Students' code in boxes that have Keras: what it gives for a probe."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.extract import extract
from grader.extract.bodies import CellSpec
from grader.extract.submission import Cell, Submission
from grader.packs import Case
from grader.sandbox.interface import Batch, Limits, Returned
from grader.sandbox.session import execute
from tests.programs import program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.extract import Definition
    from grader.sandbox.interface import Execution, Outcome, Runtime

KINDS = ("keras2", "keras3")
LIMITS = Limits(cpu_seconds=30.0)
HEAD = (
    "import numpy as np\n"
    "import tensorflow as tf\n"
    "from tensorflow import keras\n"
    "from tensorflow.keras import layers as tfl\n"
)
GRAPH = {"want": ["graph"]}
SEED = 5


def run(runtime: Runtime, definition: Definition, case: Case, **options: Any) -> Execution:
    """Run one case of a definition in a box of its own."""
    return execute(runtime, [Batch(definition.name, definition, (case,))], LIMITS, **options)


def outcome(
    runtime: Runtime,
    source: str,
    *args: Any,
    probe: Mapping[str, Any] = GRAPH,
    kwargs: Mapping[str, Any] | None = None,
    stubs: Mapping[str, tuple[str, ...]] | None = None,
    sources: Mapping[str, str] | None = None,
) -> Outcome:
    """Return what became of one call of a source's `f`."""
    definition = program(["f"], HEAD + source, stubs=dict(stubs or {})).definitions["f"]
    case = Case("f.case#1", "f", "case", args, kwargs or {}, probe=probe)
    return run(runtime, definition, case, stubs=stubs, sources=sources).outcomes[case.id]


def value_of(one: Outcome) -> Any:
    """Return the value of a call that must have given one."""
    assert isinstance(one, Returned), one
    return one.value


def graph(runtime: Runtime, source: str, *args: Any, **options: Any) -> Any:
    """Return the graph of what `f` returns, or what there is instead."""
    return value_of(outcome(runtime, source, *args, **options))["graph"]


def forward(
    runtime: Runtime, source: str, x: np.ndarray, mode: str = "inference", *, seed: int = SEED
) -> Any:
    """Return what the model that `f` returns gives for a batch."""
    probe = {"want": [mode], "x": x, "seed": seed}
    return value_of(outcome(runtime, source, probe=probe))[mode]


def output(runtime: Runtime, source: str, x: np.ndarray, mode: str = "inference", **options: Any) -> Any:
    """Return the output of the model that `f` returns for a batch."""
    return forward(runtime, source, x, mode, **options)["output"]


def table(
    runtime: Runtime, bodies: Mapping[str, str], probe: Mapping[str, Any] | None = GRAPH, *args: Any
) -> dict[str, Outcome]:
    """Return what became of one call of each function, given by its body; they share a box."""
    names = {f"f{number}": label for number, label in enumerate(bodies)}
    source = "".join(
        f"def {name}(*args):\n{indent(bodies[label], '    ')}\n" for name, label in names.items()
    )
    definitions = program(list(names), HEAD + source).definitions
    batches = [
        Batch(name, definitions[name], (Case(label, name, "case", args, probe=probe),))
        for name, label in names.items()
    ]
    return dict(execute(runtime, batches, LIMITS).outcomes)


def cell(
    runtime: Runtime,
    source: str,
    probe: Mapping[str, Any],
    *,
    setup: str = "",
    needs: Sequence[str] = (),
    **given: Any,
) -> Outcome:
    """Return what became of a cell that sets `loss_function`, `optimizer` and `metrics`."""
    spec = CellSpec(("loss_function", "optimizer", "metrics"), tuple(given), tuple(needs))
    cells = (Cell(0, HEAD + setup), Cell(1, source))
    found = extract(Submission("a.ipynb", "", cells), ["c"], cells={"c": spec})
    case = Case("c.case#1", "c", "case", (), given, probe=probe)
    return run(runtime, found.definitions["c"], case).outcomes[case.id]


def batch(*shape: int) -> np.ndarray:
    """Return float32 values well below and above zero."""
    return (3 * np.random.default_rng(1).standard_normal(shape)).astype(np.float32)
