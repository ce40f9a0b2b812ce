"""Faults of models: the line of the student's code, whatever way the model was written."""

from __future__ import annotations

import ast
from dataclasses import astuple, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from grader.checks import CheckResult, Difference, Evidence, Failure
from grader.checks.difference import About
from grader.checks.places import Place, Span
from grader.diagnosis.models import faults_of
from grader.extract import extract
from grader.extract.bodies import CellSpec
from grader.extract.submission import Cell, Submission
from grader.judging.judge import Verdict
from grader.packs import Case, Criterion
from grader.sandbox.interface import Raised, Returned
from tests.checks.graphs.networks import Network
from tests.programs import program

if TYPE_CHECKING:
    from grader.diagnosis.faults import Fault
    from grader.extract import Definition

CASE = Case("f.layers#1", "f", "layers", (), {}, public=True, probe={})
HELPER = """
def block(x, filters, size):
    return Conv2D(filters, kernel_size=size)(x)

def f(x):
    x = block(x, 8,
              3)
    x = block(x, filters=16, size=3)
    return x
"""
PLAIN = """
def f(x):
    rate = 0.5
    y = Conv2D(8, (3, 3), padding='valid',
               strides=2)(x)
    z = ReLU()(x)
    out = Dropout(rate)(z)
    return Model(x, out)
"""
CELL = """
base.trainable = True
fine_tune_at = 70
for layer in base.layers[:fine_tune_at]:
    layer.trainable = False
loss = Loss(from_logits=False)
"""


def spans(source: str, text: str) -> list[Span]:
    """Return the places of the expressions or statements with a text."""
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, (ast.expr, ast.stmt))]
    found = [node for node in nodes if ast.get_source_segment(source, node) == text]
    return [Span("<cell 0>", n.lineno, n.end_lineno or 0, n.col_offset, n.end_col_offset or 0) for n in found]


def faults(
    definition: Definition, *places: Place | Raised, message: str = "it is wrong", **how: Any
) -> list[Fault]:
    """Return the faults of a function with differences at these places."""
    case = replace(CASE, probe=how.get("probe", {}))
    about = how.get("about")
    causes = (p if isinstance(p, Raised) else Difference(message, place=p, about=about) for p in places)
    failures = tuple(Failure(case, cause) for cause in causes)
    criterion = Criterion(
        id="f.a",
        kind="layers",
        points=Fraction(1),
        visibility="public",
        cases=("layers",),
        part=how.get("part", "graph"),
        supporting=False,
        hint=None,
        tolerances={},
    )
    verdict = Verdict(
        function="f",
        definition=definition,
        results=(CheckResult(criterion, failures),),
        evidence=how.get("evidence", ()),
    )
    return list(faults_of(verdict))


def told(source: str, *places: Place) -> list[tuple[int | None, int | None, str]]:
    """Return lines and words of the faults of `f` in a source."""
    definition = program(["f"], source).definitions["f"]
    return [(fault.line, fault.end_line, fault.quote) for fault in faults(definition, *places)]


def conv(source: str = PLAIN) -> tuple[Span, ...]:
    return tuple(spans(source, "Conv2D(8, (3, 3), padding='valid',\n               strides=2)"))


def test_a_keyword_is_marked_on_its_own_line():
    """A wrong setting leads to the line of its keyword, not to that of the call."""
    assert told(PLAIN, Place(conv(), op="Conv2D", argument="strides")) == [(5, 5, "strides=2")]


def test_an_argument_by_position_is_found():
    """Without a keyword, the order of the layer's arguments says which one it is."""
    found = told(PLAIN, Place(conv(), op="Conv2D", argument="kernel_size"))
    assert found == [(4, 4, "Conv2D(8, (3, 3), padding='valid', strides=2)")]


def test_a_constant_with_a_name_leads_to_its_assignment():
    """A name that is assigned once and used once is wrong where it is assigned."""
    call = tuple(spans(PLAIN, "Dropout(rate)"))
    assert told(PLAIN, Place(call, op="Dropout", argument="rate")) == [(3, 3, "rate = 0.5")]


def test_a_number_that_is_computed_leads_to_its_assignment():
    """So does a name that one argument takes twice."""
    source = PLAIN.replace("rate = 0.5", "size = 7 // 2").replace(
        "Dropout(rate)", "ZeroPadding2D((size, size))"
    )
    call = tuple(spans(source, "ZeroPadding2D((size, size))"))
    assert told(source, Place(call, op="ZeroPadding2D", argument="padding")) == [(3, 3, "size = 7 // 2")]


TABLE = """
def f(x):
    for n, size in [(8, 3),
                    (16, 2)]:
        x = Conv2D(n, size)(x)
    return x
"""


def test_a_setting_from_a_table_leads_to_it_if_the_same_code_made_right_layers():
    """Otherwise the line that takes the wrong column may be at fault, too."""
    call = tuple(spans(TABLE, "Conv2D(n, size)"))
    definition = program(["f"], TABLE).definitions["f"]
    place = Place(call, op="Conv2D", argument="filters", peers=frozenset({call}))
    assert [(f.line, f.end_line, f.certain) for f in faults(definition, place)] == [(3, 4, True)]
    both = [(f.line, f.certain) for f in faults(definition, replace(place, peers=frozenset()))]
    assert both == [(5, False), (3, False)]


def test_a_setting_from_a_dictionary_leads_to_its_entry():
    """What a call takes by `**settings` is written there."""
    source = "SETTINGS = dict(name='a',\n    filters=8)\ndef f(x):\n    return Conv2D(**SETTINGS)(x)\n"
    call = tuple(spans(source, "Conv2D(**SETTINGS)"))
    assert told(source, Place(call, op="Conv2D", argument="filters")) == [(2, 2, "filters=8")]


def test_a_setting_that_is_a_default_leads_to_it():
    """A parameter that nothing else uses has its value from its default."""
    source = "def f(x,\n      n=8):\n    return Conv2D(n, 3)(x)\n"
    call = tuple(spans(source, "Conv2D(n, 3)"))
    assert told(source, Place(call, op="Conv2D", argument="filters")) == [(2, 2, "8")]


def test_what_is_missing_at_the_end_of_a_loop_follows_its_last_layer():
    """The next layer is made in the next pass."""
    source = (
        "def f(x):\n    for n in (8, 16):\n        x = Conv2D(n)(x)\n        x = ReLU()(x)\n    return x\n"
    )
    before, after = tuple(spans(source, "ReLU()")), tuple(spans(source, "Conv2D(n)"))
    assert told(source, Place(before, until=after, is_gap=True)) == [(4, 4, "ReLU()")]


def test_what_is_missing_between_two_calls_of_a_helper_is_between_these():
    """The helper's own lines made right layers."""
    source = HELPER.replace("x = block(x, 8,\n              3)", "x = block(x, 8, 3)\n    x = x")
    calls = spans(source, "block(x, 8, 3)") + spans(source, "block(x, filters=16, size=3)")
    before, after = ((inner(source), call) for call in calls)
    found = told(source, Place(before, until=after, is_gap=True))
    assert found == [(6, 8, "block(x, 8, 3)")]


def test_a_missing_layer_is_between_its_neighbours():
    """What is missing has the lines from one neighbour to the other."""
    source = PLAIN.replace("(x)\n    out", "(y)\n    out")
    before, after = tuple(spans(source, "ReLU()")), tuple(spans(source, "Dropout(rate)"))
    assert told(source, Place(before, until=after, is_gap=True)) == [(6, 7, "ReLU()")]


def test_a_layer_that_is_left_out_leads_to_the_one_that_takes_another_input():
    """Where a result is never used, the fault is the line that should go on from it."""
    before, after = conv(), tuple(spans(PLAIN, "ReLU()(x)"))
    definition = program(["f"], PLAIN).definitions["f"]
    (fault,) = faults(definition, Place(before, until=after, is_gap=True))
    assert (fault.line, fault.message) == (
        6,
        "The result of line 4 is never used; this line should go on from there.",
    )


def inner(source: str = HELPER) -> Span:
    return spans(source, "Conv2D(filters, kernel_size=size)")[0]


def test_a_parameter_of_a_helper_leads_to_the_call_that_passes_it():
    """What a helper only passes on is wrong in the line that calls it, even in its second line."""
    call = spans(HELPER, "block(x, 8,\n              3)")[0]
    assert told(HELPER, Place((inner(), call), op="Conv2D", argument="kernel_size")) == [
        (7, 7, "block(x, 8, 3)")
    ]
    other = spans(HELPER, "block(x, filters=16, size=3)")[0]
    assert told(HELPER, Place((inner(), other), op="Conv2D", argument="filters")) == [(8, 8, "filters=16")]


def test_a_helper_that_makes_right_layers_too_is_not_at_fault():
    """If the same line made a right layer for another call, the call is at fault."""
    first, second = (
        spans(HELPER, "block(x, 8,\n              3)")[0],
        spans(HELPER, "block(x, filters=16, size=3)")[0],
    )
    peers = frozenset({(inner(), first)})
    place = Place((inner(), second), op="Conv2D", argument="padding", peers=peers)
    assert told(HELPER, place) == [(8, 8, "block(x, filters=16, size=3)")]


def test_a_forged_place_is_no_fault():
    """A line that is not in the program, or in no cell of it, tells nothing."""
    forged = [Span("<cell 0>", 99, 99, 0, 1), Span("<cell 7>", 3, 3, 0, 1), Span("<cell 0>", 3, 99, 0, 1)]
    assert told(PLAIN, *(Place((span,)) for span in forged)) == []


def test_a_training_argument_in_quotes_is_called_a_text():
    """`training='False'` is no False."""
    source = "def f(x):\n    return BatchNormalization()(x, training='False')\n"
    call = tuple(spans(source, "BatchNormalization()(x, training='False')"))
    definition = program(["f"], source).definitions["f"]
    (fault,) = faults(definition, Place(call, op="BatchNormalization", argument="training"))
    assert (fault.quote, fault.message) == (
        "training='False'",
        "'False' is a text, and any text counts as True: write it without quotes.",
    )


def cell(source: str) -> Definition:
    spec = CellSpec(("loss",), (), ("loss",))
    found = extract(Submission("a.ipynb", "", (Cell(0, source),)), ["f"], cells={"f": spec})
    return found.definitions["f"]


def frozen(source: str, text: str) -> list[tuple[int | None, str]]:
    """Return the faults of a cell whose first trained layer was set by a statement."""
    place = Place(tuple(spans(source, text)))
    told = faults(cell(source), place, probe={"variables": {"loss": "loss"}}, part="trainable")
    return [(fault.line, fault.message) for fault in told]


def test_a_border_at_the_wrong_layer_leads_to_its_number():
    """Where the loop freezes too few layers, the number is wrong that says how many."""
    assert frozen(CELL, "layer.trainable") == [(3, "It is wrong.")]


def test_the_border_that_is_asked_for_is_said():
    """The student has to know which number, and how it is counted."""
    about = About("first trained layer", 71, 120)
    place = Place(tuple(spans(CELL, "layer.trainable")))
    how = {"probe": {"variables": {"loss": "loss"}}, "part": "trainable", "about": about}
    (fault,) = faults(cell(CELL), place, **how)
    said = "fine_tune_at is 70: layer 120, counted from 0, should be the first one that is trained."
    assert (fault.line, fault.message) == (3, said)


def test_a_model_that_is_thawed_in_place_of_another_has_both_lines():
    """The variable may hold the wrong model, or the wrong one is thawed."""
    source = "base = model.layers[1]\n" + CELL.strip()
    told = faults(cell(source), Place(), probe={"variables": {"loss": "loss"}}, part="trainable")
    assert [(fault.line, fault.certain) for fault in told] == [(1, False), (2, False)]


def test_a_layer_that_the_loop_should_freeze_leads_to_its_number():
    """The statement before the loop thaws every layer, and is right."""
    assert frozen(CELL, "base.trainable = True") == [(3, "It is wrong.")]


def test_a_model_that_is_thawed_after_the_loop_leads_to_that_statement():
    """What the loop had frozen is thawed again."""
    first, *others = CELL.strip().splitlines()
    assert frozen("\n".join([*others, first]), "base.trainable = True") == [(5, "It is wrong.")]


def test_a_freezing_loop_that_thaws_is_told_so():
    """The commonest mistake of all: `layer.trainable = True` in the loop that should freeze."""
    thaws = "This line unfreezes the layers of the loop; they should be frozen: set trainable to False."
    source = CELL.replace("layer.trainable = False", "layer.trainable = True")
    assert frozen(source, "layer.trainable") == [(5, thaws)]


def test_a_model_that_is_thawed_in_vain_has_its_line():
    """If no layer is trained that should be, the statement that thaws another model is shown."""
    assert frozen(CELL, "no such statement") == [(2, "It is wrong.")]


def test_a_variable_of_a_cell_has_the_line_that_sets_it():
    """A wrong loss leads to the statement that sets it."""
    (fault,) = faults(cell(CELL), Place(), probe={"variables": {"loss": "loss"}}, part="loss")
    assert (fault.line, fault.quote) == (6, "loss = Loss(from_logits=False)")


def test_a_setting_that_is_changed_later_leads_to_that_statement():
    """As in `loss.scale = 2` behind the variable's own statement."""
    source = CELL + "loss.scale = 2\n"
    (fault,) = faults(cell(source), Place(), probe={"variables": {"loss": "loss"}}, part="loss")
    assert (fault.line, fault.quote) == (7, "loss.scale = 2")


def test_a_variable_that_is_still_none_is_unfinished():
    """No class of its value is told."""
    source = CELL.replace("Loss(from_logits=False)", "None")
    (fault,) = faults(cell(source), Place(), probe={"variables": {"loss": "loss"}}, part="loss")
    assert (fault.line, fault.kind, fault.message) == (6, "unfinished", "loss is still None.")


def test_a_loop_over_another_part_of_the_layers_is_the_fault_if_its_number_is_right():
    """The number is the one that is asked for."""
    source = CELL.replace("70", "120").replace("[:fine_tune_at]", "[-fine_tune_at:]")
    place = Place(tuple(spans(source, "layer.trainable")))
    about = About("first trained layer", 1, 120)
    how = {"probe": {"variables": {"loss": "loss"}}, "part": "trainable", "about": about}
    (fault,) = faults(cell(source), place, **how)
    assert fault.line == 4


@pytest.mark.parametrize(
    ("loop", "line"),
    [
        ("for layer in base.layers[:-10]:\n        layer.trainable = False", 3),
        (
            "for layer in base.layers:\n        if 'a' in layer.name:\n            layer.trainable = False",
            4,
        ),
        ("base.trainable = False", 3),
        ("for layer in base.layers[:-10]:\n        layer.trainable = True", 4),
    ],
)
def test_layers_that_stay_trained_lead_to_what_chose_the_others(loop: str, line: int):
    """Freezing is right; which layers are frozen is said by the loop or the condition around it."""
    source = f"\ndef f(base):\n    {loop}\n    return base\n"
    statement = loop.rsplit("\n", maxsplit=1)[-1].strip()
    place = Place(tuple(spans(source, statement.partition(" = ")[0])))
    definition = program(["f"], source).definitions["f"]
    found = faults(definition, place, about=About("trainable", 192, 0))
    assert [fault.line for fault in found] == [line]


def test_an_exception_leads_to_the_layer_that_is_wrong():
    """What had been made before is compared with the reference, as far as it goes."""
    graphs = []
    for stride in (1, 2):
        net = Network()
        made = net.conv(net.input(8, 8, 3), 8, 3, stride)
        span = conv()[0]
        net.nodes[made]["lines"] = f"{':'.join(map(str, astuple(span)))};;"
        graphs.append(net.graph(made))
    raised = Raised(("ValueError",), "no", "<cell 0>", 6, begun=graphs[1])
    definition = program(["f"], PLAIN).definitions["f"]
    evidence = (Evidence(CASE, raised, Returned({"graph": graphs[0]})),)
    (fault,) = faults(definition, raised, evidence=evidence)
    assert (fault.line, fault.end_line, fault.certain) == (5, 5, False)
