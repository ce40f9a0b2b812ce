"""What hidden cases have to contain, whatever the seed: where a law was broken, a wrong function passed.

`EVERYWHERE` holds for each function of arrays; `LAWS` has those of single functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.packs import Library
from grader.packs.model import BETWEEN
from tests.conftest import STEP_BY_STEP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from grader.packs import Case

    Law = Callable[[Sequence[Case]], bool]

SEEDS = (0, 1, 77, 5023, 2**32 - 1)
IMAGE_AXES = 4  # examples, rows, columns, channels
FAR = 1000
# Functions of arrays in packs of Keras.
OF_ARRAYS = {"depthwise_conv_forward", "pointwise_conv_forward"}
WINDOWS = np.lib.stride_tricks.sliding_window_view


def arrays_in(value: Any) -> Iterator[np.ndarray]:
    """Yield the arrays in an argument."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from arrays_in(item)
    elif isinstance(value, dict):
        yield from arrays_in(list(value.values()))


def images_in(case: Case) -> list[np.ndarray]:
    """Return the batches of images among the arguments of a case: filters and biases are not among them."""
    layer = layer_of(case)
    found = [a for a in arrays_in(case.args) if a.ndim == IMAGE_AXES and a.shape[:3] != (1, 1, 1)]
    return [a for a in found if layer is None or a is layer.images]


@dataclass(frozen=True)
class Layer:
    """What a case says of a convolution or a pooling, forwards or backwards."""

    images: np.ndarray
    f: int
    stride: int
    pad: int
    upstream: np.ndarray | None
    mode: str

    @property
    def windows(self) -> np.ndarray:
        """Every window without padding: (m, n_H, n_W, n_C, f, f)."""
        return WINDOWS(self.images, (self.f, self.f), axis=(1, 2))[:, :: self.stride, :: self.stride]

    @property
    def rests(self) -> list[int]:
        """How many rows, and how many columns, are left behind the last window."""
        return [(size + 2 * self.pad - self.f) % self.stride for size in self.images.shape[1:3]]

    @property
    def outputs(self) -> list[int]:
        """How many rows and columns come out."""
        return [(size + 2 * self.pad - self.f) // self.stride + 1 for size in self.images.shape[1:3]]


def layer_of(case: Case) -> Layer | None:
    """Return the layer that a case is about: its settings are a dictionary among the arguments."""
    args = case.args[1] if len(case.args) > 1 and isinstance(case.args[1], tuple) else case.args
    if not isinstance(args[-1], dict) or "stride" not in args[-1]:
        return None
    settings = args[-1]
    return Layer(
        images=args[0],
        f=settings["f"] if "f" in settings else args[1].shape[0],
        stride=settings["stride"],
        pad=settings.get("pad", 0),
        upstream=case.args[0] if args is not case.args else None,
        mode=case.kwargs.get("mode", "max"),
    )


def layers(cases: Sequence[Case]) -> list[Layer]:
    """Return the layers of some cases."""
    return [layer for case in cases if (layer := layer_of(case)) is not None]


def some_layer(holds: Callable[[Layer], Any]) -> Law:
    """Return the law that some layer is so."""
    return lambda cases: any(holds(layer) for layer in layers(cases))


def some_array(holds: Callable[[np.ndarray], Any]) -> Law:
    """Return the law that some array is so; functions of numbers are free."""

    def law(cases: Sequence[Case]) -> bool:
        arrays = [array for case in cases for array in arrays_in(case.args)]
        return not arrays or any(holds(array) for array in arrays)

    return law


def some_images(holds: Callable[[np.ndarray], Any]) -> Law:
    """Return the law that some batch of images is so; functions of anything else are free."""

    def law(cases: Sequence[Case]) -> bool:
        batches = [batch for case in cases for batch in images_in(case)]
        return not batches or any(holds(batch) for batch in batches)

    return law


def form(value: Any) -> Any:
    """Return the shapes of the arrays in some arguments, and everything else but numbers as it is."""
    if isinstance(value, (tuple, list)):
        return [form(item) for item in value]
    return value.shape if isinstance(value, np.ndarray) else None if isinstance(value, float) else value


def is_repeated(case: Case) -> bool:
    """Tell whether a case is asked between two others of the same sizes and other values."""
    between = (case.probe or {}).get(BETWEEN)
    if between is None or form(between) != form(case.args):
        return False
    return repr(between) != repr(case.args)


def is_repeated_in_part(case: Case) -> bool:
    """Tell whether a case is asked between two others that have its first argument, and others besides."""
    between = (case.probe or {}).get(BETWEEN)
    if between is None:
        return False
    firsts, rests = zip(*((repr(args[0]), repr(args[1:])) for args in (between, case.args)), strict=True)
    return len(set(firsts)) == 1 and len(set(rests)) > 1


def is_sparse(array: np.ndarray) -> bool:
    """Tell whether an array has zeros, and other values."""
    return 0 < np.count_nonzero(array) < array.size


def takes_every(values: set[int], value_of: Callable[[Layer], int]) -> Law:
    """Return the law that a setting has every value."""
    return lambda cases: values <= {value_of(layer) for layer in layers(cases)}


def has_tie(layer: Layer) -> bool:
    """Tell whether some window has two maxima."""
    flat = np.sort(layer.windows.reshape(-1, layer.f**2), axis=1)
    return layer.f > 1 and bool((flat[:, -1] == flat[:, -2]).any())


EVERYWHERE: Mapping[str, Law] = {
    "called twice with one shape and other values": lambda cases: any(map(is_repeated, cases)),
    "called twice with one first argument and others besides": lambda cases: any(
        is_repeated_in_part(case) or len(case.args) == 1 for case in cases
    ),
    "values far above zero": some_array(lambda a: (a > FAR).any()),
    "values far below zero": some_array(lambda a: (a < -FAR).any()),
    "zeros among other values": some_array(is_sparse),
    "negative values": some_array(lambda a: (a < 0).any()),
    "values below zero only, or none above": some_array(lambda a: a.size > 1 and (a <= 0).all()),
    "single precision": some_array(lambda a: a.dtype == np.float32),
    "one example": some_images(lambda a: len(a) == 1),
    "several examples": some_images(lambda a: len(a) > 1),
    "no square image": lambda cases: all(b.shape[1] != b.shape[2] for c in cases for b in images_in(c)),
    "one channel": some_images(lambda a: a.shape[3] == 1),
    "several channels": some_images(lambda a: a.shape[3] > 1),
    "no case twice": lambda cases: len({case.frame for case in cases}) == len(cases),
}
ANY_LAYER: Mapping[str, Law] = {
    "strides 1 to 3": takes_every({1, 2, 3}, lambda layer: layer.stride),
    "filters of 1 to 5": takes_every({1, 2, 3, 4, 5}, lambda layer: layer.f),
    "rows or columns left over": some_layer(lambda layer: any(layer.rests)),
    "nothing left over with a stride above 1": some_layer(
        lambda layer: layer.stride > 1 and not any(layer.rests)
    ),
    "a stride above 1 with several rows and columns": some_layer(
        lambda layer: layer.stride > 1 and min(layer.outputs) > 1
    ),
    "one row or column comes out": some_layer(lambda layer: min(layer.outputs) == 1),
    "unequal numbers of rows and columns": some_layer(lambda layer: len(set(layer.outputs)) == 2),
    "the images are zero in places, as behind a ReLU": some_layer(
        lambda layer: (layer.images >= 0).all() and (layer.images == 0).any()
    ),
}
CONVOLUTION: Mapping[str, Law] = {
    **ANY_LAYER,
    "pads 1 to 3": takes_every({1, 2, 3}, lambda layer: layer.pad),
    "no padding": some_layer(lambda layer: layer.pad == 0),
    "f 1 with padding": some_layer(lambda layer: layer.f == 1 and layer.pad > 0),
    "padding with a stride above 1": some_layer(lambda layer: layer.pad > 0 and layer.stride > 1),
    "more padding than filter": some_layer(lambda layer: layer.pad > layer.f),
}
POOLING: Mapping[str, Law] = {
    **ANY_LAYER,
    "maxima far below zero": some_layer(lambda layer: layer.mode == "max" and layer.images.max() < -FAR),
    "both modes": lambda cases: {layer.mode for layer in layers(cases)} == {"max", "average"},
    "no mode": lambda cases: any("mode" not in case.kwargs for case in cases),
    "windows that overlap": some_layer(lambda layer: layer.stride < layer.f and min(layer.outputs) > 1),
    "windows with gaps between them": some_layer(lambda layer: layer.stride > layer.f),
}
UPSTREAM: Mapping[str, Law] = {
    "the gradient is zero in places": some_layer(
        lambda layer: layer.upstream is not None and is_sparse(layer.upstream)
    ),
}
BLOCK: Mapping[str, Law] = {
    "called twice in one model": lambda cases: any("twice" in (case.probe or {}) for case in cases),
    "called twice in one model, with as many filters everywhere": lambda cases: any(
        len({*case.kwargs["filters"], case.args[0]["$input"][-1]}) == 1
        for case in cases
        if "twice" in (case.probe or {})
    ),
    "with its own default initializer": lambda cases: any(
        "eager" in case.probe and "initializer" not in case.probe["optional"] for case in cases if case.probe
    ),
    "the mode told, and set from outside": lambda cases: (
        {True, False} == {"phase" in case.probe for case in cases if case.probe and "eager" in case.probe}
    ),
    "both modes": lambda cases: (
        {True, False} == {case.probe["training"] for case in cases if case.probe and "eager" in case.probe}
    ),
}
LAWS: Mapping[str, Mapping[str, Mapping[str, Law]]] = {
    "depthwise-separable": {
        "depthwise_conv_forward": CONVOLUTION,
        "pointwise_conv_forward": {"a black image": some_images(lambda a: not a.any())},
        "mobilenet_block": {
            "called twice in one model": lambda cases: any("twice" in (case.probe or {}) for case in cases)
        },
    },
    "residual-networks": {"identity_block": BLOCK, "convolutional_block": BLOCK},
    STEP_BY_STEP: {
        "zero_pad": {
            "pads 0 to 3": lambda cases: {0, 1, 2, 3} <= {case.args[1] for case in cases},
            "one row": some_images(lambda a: a.shape[1] == 1),
            "more padding than rows, and than columns": lambda cases: all(
                any(case.args[0].shape[axis] < case.args[1] for case in cases) for axis in (1, 2)
            ),
        },
        "conv_single_step": {
            "filters of 1 to 5": lambda cases: {1, 2, 3, 4, 5} <= {len(case.args[0]) for case in cases},
            "biases of both signs": lambda cases: {-1, 1} <= {np.sign(case.args[2].item()) for case in cases},
            "a slice of zeros": lambda cases: any(not case.args[0].any() for case in cases),
        },
        "conv_forward": CONVOLUTION,
        "pool_forward": {
            **POOLING,
            "ties, as between the zeros behind a ReLU": some_layer(has_tie),
            "zeros in a mean": some_layer(
                lambda layer: layer.mode == "average" and (layer.images == 0).any() and layer.f > 1
            ),
        },
        "conv_backward": {**CONVOLUTION, **UPSTREAM},
        "create_mask_from_window": {
            "a maximum that is zero": some_array(lambda a: a.max() == 0),
            "a maximum right of a square, and below one": lambda cases: all(
                any(np.argwhere(c.args[0] == c.args[0].max())[0, axis] >= min(c.args[0].shape) for c in cases)
                for axis in (0, 1)
            ),
            "a maximum far below zero": some_array(lambda a: a.max() < -FAR),
            "windows of one row": some_array(lambda a: len(a) == 1 and a.size > 1),
            "windows with more columns, and with more rows": lambda cases: (
                {-1, 1} <= {np.sign(np.subtract(*case.args[0].shape)) for case in cases}
            ),
            "one maximum: which of two counts is a matter of taste": lambda cases: all(
                np.sum(case.args[0] == case.args[0].max()) == 1 for case in cases
            ),
        },
        "distribute_value": {
            "zero": lambda cases: any(case.args[0] == 0 for case in cases),
            "numbers of both signs": lambda cases: {-1, 1} <= {int(np.sign(case.args[0])) for case in cases},
            "shapes with more columns, and with more rows": lambda cases: (
                {-1, 1} <= {np.sign(np.subtract(*case.args[1])) for case in cases}
            ),
        },
        "pool_backward": {
            **POOLING,
            **UPSTREAM,
            "one maximum: which of two counts is a matter of taste": lambda cases: (
                not any(has_tie(layer) for layer in layers(cases) if layer.mode == "max")
            ),
        },
    },
}


@cache
def library() -> Library:
    """Return the packs that ship with the grader."""
    return Library()


@cache
def hidden(assignment: str, function: str, seed: int) -> tuple[Case, ...]:
    """Return the hidden cases of a function, those of every edition."""
    cases = library().get(assignment).reference.hidden_cases(seed)
    return tuple(case for case in cases if case.function == function)


def laws() -> Iterator[Any]:
    """Yield each law with the function that it is for."""
    for pack in library().packs.values():
        for function in pack.assignment.names:
            is_of_arrays = pack.assignment.runtime == "numpy" or function in OF_ARRAYS
            everywhere = EVERYWHERE if is_of_arrays else {}
            own = LAWS.get(pack.assignment.id, {}).get(function, {})
            for name, law in {**everywhere, **own}.items():
                yield pytest.param(pack.assignment.id, function, law, id=f"{function}: {name}")


@pytest.mark.parametrize(("assignment", "function", "law"), [*laws()])
def test_hidden_cases_keep_the_law(assignment: str, function: str, law: Law) -> None:
    """For every seed."""
    assert [seed for seed in SEEDS if not law(hidden(assignment, function, seed))] == []


def test_laws_are_about_functions_that_there_are() -> None:
    """A misspelt name would leave a function without its laws."""
    assert {
        (assignment, function)
        for assignment, own in LAWS.items()
        for function in own
        if function not in library().get(assignment).assignment.names
    } == set()
