"""The ideas behind layers and their settings, for whoever got one wrong: why it is as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.checks.places import Place

# By the layer's class and its setting; "" stands for any class, or for the layer itself.
_IDEAS: dict[tuple[str, str], str] = {
    ("BatchNormalization", "axis"): "Each channel is normalized by itself: its axis is the last one.",
    ("BatchNormalization", "training"): "In inference the moving averages count, not those of the batch.",
    ("", "training"): "A frozen network runs in inference mode; random layers act in training only.",
    ("", "padding"): (
        "'valid' uses windows inside the image only; 'same' goes over its edges, so that a stride of 1 keeps "
        "its size."
    ),
    ("ZeroPadding2D", "padding"): "That many rows and columns of zeros are added on each side.",
    ("", "strides"): "The stride is how far the window moves: 2 halves the size of an image.",
    ("", "kernel_size"): "The size of the filter's window: (height, width).",
    (
        "",
        "pool_size",
    ): "The size of the window that becomes one number; the stride is the same unless it is given.",
    ("", "filters"): "Each filter makes one channel of the result.",
    ("Dense", "units"): "The last layer has as many units as there are classes, or one for yes and no.",
    ("Dense", "activation"): (
        "The last layer's activation has to fit the loss: a sigmoid for one unit, a softmax for one class of "
        "several, or none if the loss takes logits."
    ),
    ("", "activation"): "Without an activation in between, two layers could be one.",
    ("", "kernel_initializer"): "The initializer sets the weights that training starts from.",
    ("", "use_bias"): "The bias is a number for each filter that is added to its result.",
    ("Dropout", "rate"): "The rate is the share of values that are left out, while the model is trained.",
    (
        "RandomFlip",
        "mode",
    ): "A mirrored image still shows the same; one that stands on its head often does not.",
    ("RandomRotation", "factor"): "The factor is a share of a full turn: 0.1 turns by up to 36 degrees.",
    ("Rescaling", "scale"): "A network takes the numbers that it was trained on: small ones, not 0 to 255.",
    ("Rescaling", "offset"): "The offset is added after the scale.",
    ("ReLU", "max_value"): "A plain ReLU has no upper limit.",
    ("Flatten", ""): "A dense layer takes one row of numbers for each image.",
    ("Model", "trainable"): "A pre-trained base keeps what it has learnt as long as it is frozen.",
}


def idea_of(place: Place | None) -> str:
    """Return the idea behind the setting at fault; empty if there is none to tell."""
    if place is None:
        return ""
    names = (place.argument,) if isinstance(place.argument, str) else place.argument or ("",)
    found = (_IDEAS.get((op, name)) for name in names for op in (place.op, "") if op or name)
    return next((text for text in found if text), "")
