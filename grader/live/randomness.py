"""The state of random numbers, and of the names that Keras gives to layers: kept as a student has it.

Only libraries that are loaded are looked at; where one of a newer version keeps its state elsewhere, that
part is left alone.
"""

from __future__ import annotations

import random
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = 0  # before every case, as where marks are given
_OWN_SEED = 0x67726164  # TensorFlow's while we use it: no operation of the student's shares it by chance


@contextmanager
def kept() -> Iterator[None]:
    """Put every state back at the end of the block."""
    put_back = [keep() for module, keep in _KEEPERS.items() if module in sys.modules]
    try:
        yield
    finally:
        for restore in put_back:
            with suppress(AttributeError):
                restore()


def seed() -> None:
    """Seed what a function may draw from."""
    random.seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002 - the generator that the course's notebooks use


def _python() -> Callable[[], None]:
    state = random.getstate()
    return lambda: random.setstate(state)


def _numpy() -> Callable[[], None]:
    state = np.random.get_state()  # noqa: NPY002
    return lambda: np.random.set_state(state)  # noqa: NPY002


def _tensorflow() -> Callable[[], None]:
    """Keep the seed of operations, and the global generator.

    While the block runs, operations have another seed: kernels remember how often one has drawn.
    """
    context = sys.modules["tensorflow.python.eager.context"].context()
    generators = sys.modules["tensorflow.python.ops.stateful_random_ops"]
    before = {name: getattr(context, name) for name in ("_seed", "_rng") if hasattr(context, name)}
    generator = getattr(generators, "global_generator", None)
    state = None if generator is None else generator.state.numpy()
    if before:
        context._seed, context._rng = _OWN_SEED, random.Random(_OWN_SEED)  # noqa: S311, SLF001 - no secret

    def restore() -> None:
        for name in ("_seed", "_rng"):
            vars(context).pop(name, None)
        vars(context).update(before)
        vars(generators)["global_generator"] = generator
        if generator is not None:
            generator.reset(state)

    return restore


def _keras_3() -> Callable[[], None]:
    """Keep the names given so far, and the generator of layers that were given no seed."""
    tracker = sys.modules["keras.src.backend.common.global_state"].GLOBAL_STATE_TRACKER
    generator = getattr(tracker, "global_seed_generator", None)
    state = None if generator is None else np.array(generator.state)
    names = dict(getattr(tracker, "object_name_uids", {}))

    def restore() -> None:
        _replace(tracker.__dict__.get("object_name_uids", {}), names)
        tracker.__dict__["global_seed_generator"] = generator
        if generator is not None:
            generator.state.assign(state)

    return restore


def _keras_2() -> Callable[[], None]:
    """Keep the names given so far in each graph, and the generator of seeds."""
    backend = sys.modules["tf_keras.src.backend"]
    names = {graph: dict(uids) for graph, uids in backend.PER_GRAPH_OBJECT_NAME_UIDS.items()}
    generator = getattr(backend._SEED_GENERATOR, "generator", None)  # noqa: SLF001 - there is no public way
    state = None if generator is None else generator.getstate()

    def restore() -> None:
        for graph, uids in list(backend.PER_GRAPH_OBJECT_NAME_UIDS.items()):
            _replace(uids, names.get(graph, {}))
        if generator is not None:
            generator.setstate(state)

    return restore


def _replace(mapping: dict[Any, Any], content: dict[Any, Any]) -> None:
    mapping.clear()
    mapping.update(content)


# The module that has a state -> what keeps it, and returns how to put it back.
_KEEPERS: dict[str, Callable[[], Callable[[], None]]] = {
    "random": _python,
    "numpy": _numpy,
    "tensorflow.python.ops.stateful_random_ops": _tensorflow,
    "keras.src.backend.common.global_state": _keras_3,
    "tf_keras.src.backend": _keras_2,
}
