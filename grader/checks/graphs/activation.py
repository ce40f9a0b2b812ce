"""Activation functions: as layers, as functions, and as settings of other layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.graphs.model import RELU
from grader.checks.graphs.settings import SETTINGS

if TYPE_CHECKING:
    from grader.checks.graphs.model import Node, Step, Value

    Function = tuple[str, dict[str, Value]]

PREFIX = "Activation "
_SLOPE = 0.2  # of a leaky ReLU given by name
_NEUTRAL = frozenset({"linear", "identity"})
NAMES = frozenset(
    {
        *("relu", "relu6", "leaky_relu", "elu", "selu", "gelu", "silu", "swish", "mish", "softmax"),
        *("log_softmax", "sigmoid", "hard_sigmoid", "tanh", "softplus", "softsign", "exponential"),
    }
)
_BY_LETTERS = {name.replace("_", ""): name for name in NAMES}


def activation(name: Value) -> Function | None:
    """Return the canonical form of an activation function; None for the identity.

    Args:
        name: Its name, or a name and a slope; None stands for a function without a name.
    """
    match name:
        case "relu" | "ReLU":
            return RELU, dict(SETTINGS[RELU])
        case "relu6":
            return RELU, SETTINGS[RELU] | {"max_value": 6}
        case "leaky_relu":
            return "LeakyReLU", {"negative_slope": _SLOPE}
        case ("leaky_relu", slope):
            return "LeakyReLU", {"negative_slope": slope}
        case "swish":
            return f"{PREFIX}silu", {}
        case "Softmax":
            return f"{PREFIX}softmax", {}
        case str() if name not in _NEUTRAL:
            return PREFIX + name, {}
        case str():
            return None
    return f"{PREFIX}of an unknown kind", {}


def activation_name(step: Step) -> str | None:
    """Return the activation function's name if a step is one, else None."""
    if step.op == RELU and step.settings == SETTINGS[RELU]:
        return "relu"
    return step.op.removeprefix(PREFIX) if step.op.startswith(PREFIX) else None


def called_activation(node: Node) -> tuple[Value] | None:
    """Return the activation function that a node calls, in a tuple, else None."""
    if node.op == "Activation":
        return (node.settings.get("activation", "linear"),)
    if node.settings.keys() - {"constants", "constant_first"}:
        return None
    name = _BY_LETTERS.get(node.op.replace("_", "")) if node.op.islower() else None
    match name, node.settings.get("constants"):
        case str(), None | ():
            return (name,)
        case "leaky_relu", (slope,):
            return ((name, slope),)
        case "softmax" | "log_softmax", (axis,) if axis in {-1, len(node.shape or ())}:
            return (name,)
    return None


def as_activation(op: str, settings: dict[str, Value]) -> Function:
    """Return the canonical equivalent of an activation layer."""
    if op == RELU and settings["negative_slope"] != 0:
        plain = {name: value for name, value in settings.items() if name != "negative_slope"}
        if plain == {"max_value": None, "threshold": 0}:
            return "LeakyReLU", {"negative_slope": settings["negative_slope"]}
    if op == "Softmax" and settings["axis"] == -1:
        return f"{PREFIX}softmax", {}
    if op == "ELU" and settings["alpha"] == 1:
        return f"{PREFIX}elu", {}
    return op, settings
