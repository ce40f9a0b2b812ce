"""Preserve the student's random state, and the counters of Keras' layer names.

Only loaded libraries are considered; if a newer version keeps its state elsewhere, that part is left alone.
"""

from __future__ import annotations

import random
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = 0  # before every case, as in grading
_OWN_SEED = 0x67726164  # TensorFlow's seed during a check; unlikely to be the student's


@contextmanager
def kept() -> Iterator[None]:
    """Restore every state at the end of the block."""
    put_back = [keep() for module, keep in _KEEPERS.items() if module in sys.modules]
    try:
        yield
    finally:
        for restore in put_back:
            with suppress(AttributeError):
                restore()


def seed() -> None:
    """Seed the generators that a function may draw from."""
    random.seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002 - the generator that the course's notebooks use


def _python() -> Callable[[], None]:
    state = random.getstate()
    return lambda: random.setstate(state)


def _numpy() -> Callable[[], None]:
    state = np.random.get_state()  # noqa: NPY002
    return lambda: np.random.set_state(state)  # noqa: NPY002


def _tensorflow() -> Callable[[], None]:
    """Save the seed of operations, and the global generator.

    During the block, operations have another seed, because kernels count the draws per seed.
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
    """Save the counters of names, and the generator for layers without a seed."""
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
    """Save the counters of names in each graph, and the generator of seeds."""
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


# Module with state -> function that saves the state and returns a function to restore it.
_KEEPERS: dict[str, Callable[[], Callable[[], None]]] = {
    "random": _python,
    "numpy": _numpy,
    "tensorflow.python.ops.stateful_random_ops": _tensorflow,
    "keras.src.backend.common.global_state": _keras_3,
    "tf_keras.src.backend": _keras_2,
}
