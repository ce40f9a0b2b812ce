"""What a callback does with a model, seen by a model that is none: it notes what is set on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.box.keras.library import keras, name_of
from grader.box.stubs import Inert
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_NAMES = 20
_SWITCH = "stop_training"


class Watched:
    """Stands where a model would: whatever is set on it is noted, whatever is called does nothing."""

    def __init__(self) -> None:
        self.__dict__["noted"] = {_SWITCH: False}

    def __setattr__(self, name: str, value: Any) -> None:
        self.noted[name] = value

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.noted.get(name, Inert())


def stops(result: Any, epochs: Sequence[dict[str, float]]) -> Any:
    """Return for each of some epochs, by what it has logged, whether a callback stops the training then.

    Args:
        result: The callback.
        epochs: What is logged at the end of each; a new model begins with each.
    """
    if not isinstance(result, keras.callbacks.Callback):
        return Opaque(name_of(type(result)))
    stopped, touched = [], set()
    for number, logs in enumerate(epochs):
        model = Watched()
        result.set_model(model)
        result.on_epoch_end(number, dict(logs))
        stopped.append(bool(model.noted[_SWITCH]))
        touched |= {str(name)[:80] for name in model.noted} - {_SWITCH}
    return {"stopped": stopped, "touched": sorted(touched)[:MAX_NAMES]}
