"""The relevant settings of layers, and their normalization."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.checks.graphs.model import AFFINE, DENSE, RELU

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.checks.graphs.model import Value

_CONVOLUTION: dict[str, Value] = {
    "kernel_size": None,
    "strides": (1, 1),
    "padding": "valid",
    "dilation_rate": (1, 1),
    "data_format": "channels_last",
    "use_bias": True,
}
_POOLING: dict[str, Value] = {
    "pool_size": (2, 2),
    "strides": None,
    "padding": "valid",
    "data_format": "channels_last",
}
_GLOBAL_POOLING: dict[str, Value] = {"keepdims": False, "data_format": "channels_last"}
_FILLED: dict[str, Value] = {"fill_mode": "reflect", "fill_value": 0, "interpolation": "bilinear"}

SETTINGS: dict[str, dict[str, Value]] = {
    "Conv2D": {"filters": None, **_CONVOLUTION, "groups": 1, "kernel_initializer": "GlorotUniform"},
    "Conv2DTranspose": {"filters": None, **_CONVOLUTION, "kernel_initializer": "GlorotUniform"},
    "SeparableConv2D": {
        "filters": None,
        **_CONVOLUTION,
        "depth_multiplier": 1,
        "depthwise_initializer": "GlorotUniform",
        "pointwise_initializer": "GlorotUniform",
    },
    "DepthwiseConv2D": {
        **_CONVOLUTION,
        "depth_multiplier": 1,
        "depthwise_initializer": "GlorotUniform",
    },
    DENSE: {"units": None, "use_bias": True, "activation": "linear"},
    "BatchNormalization": {"axis": -1, "momentum": 0.99, "epsilon": 0.001, "center": True, "scale": True},
    "LayerNormalization": {"axis": -1, "epsilon": 0.001, "center": True, "scale": True},
    "MaxPooling2D": _POOLING,
    "AveragePooling2D": _POOLING,
    "GlobalAveragePooling2D": _GLOBAL_POOLING,
    "GlobalMaxPooling2D": _GLOBAL_POOLING,
    "ZeroPadding2D": {"padding": ((1, 1), (1, 1)), "data_format": "channels_last"},
    "Cropping2D": {"cropping": ((0, 0), (0, 0)), "data_format": "channels_last"},
    "UpSampling2D": {"size": (2, 2), "interpolation": "nearest", "data_format": "channels_last"},
    "Dropout": {"rate": None, "noise_shape": None, "training": None},
    "SpatialDropout2D": {"rate": None, "training": None},
    "GaussianNoise": {"stddev": None, "training": None},
    RELU: {"max_value": None, "negative_slope": 0, "threshold": 0},
    "LeakyReLU": {"negative_slope": 0.3},
    "ELU": {"alpha": 1},
    "PReLU": {"alpha_initializer": "Zeros", "shared_axes": None},
    "Softmax": {"axis": -1},
    "Flatten": {},
    "Lambda": {},
    "Reshape": {"target_shape": None},
    "Permute": {"dims": None},
    "Concatenate": {"axis": -1},
    "Add": {},
    "Subtract": {},
    "Multiply": {},
    "Maximum": {},
    "Minimum": {},
    "Average": {},
    "RandomFlip": {"mode": "horizontal_and_vertical", "training": None},
    "RandomRotation": {"factor": None, **_FILLED, "training": None},
    "RandomZoom": {"height_factor": None, "width_factor": None, **_FILLED, "training": None},
    "RandomTranslation": {"height_factor": None, "width_factor": None, **_FILLED, "training": None},
    "RandomContrast": {"factor": None, "training": None},
    "Rescaling": {"scale": 1, "offset": 0},
    "Resizing": {"height": None, "width": None, "interpolation": "bilinear"},
    "CenterCrop": {"height": None, "width": None},
}
"""The relevant settings of each Keras class, with their defaults; of other classes, all are relevant.

`training` is the argument of a layer's call: random layers do nothing if it is False.
"""

_CONVOLUTION_ARGUMENTS = (
    *("kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups"),
    *("activation", "use_bias", "kernel_initializer"),
)
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "InputLayer": ("shape",),
    "Conv2D": ("filters", *_CONVOLUTION_ARGUMENTS),
    "DepthwiseConv2D": ("kernel_size", "strides", "padding", "depth_multiplier"),
    "SeparableConv2D": ("filters", "kernel_size", "strides", "padding"),
    DENSE: ("units", "activation", "use_bias", "kernel_initializer"),
    "BatchNormalization": ("axis", "momentum", "epsilon", "center", "scale"),
    "MaxPooling2D": ("pool_size", "strides", "padding"),
    "AveragePooling2D": ("pool_size", "strides", "padding"),
    "ZeroPadding2D": ("padding",),
    "Cropping2D": ("cropping",),
    "UpSampling2D": ("size",),
    "Dropout": ("rate",),
    "Activation": ("activation",),
    RELU: ("max_value", "negative_slope", "threshold"),
    "LeakyReLU": ("negative_slope",),
    "Softmax": ("axis",),
    "Reshape": ("target_shape",),
    "RandomFlip": ("mode",),
    "RandomRotation": ("factor", "fill_mode", "interpolation"),
    "RandomZoom": ("height_factor", "width_factor", "fill_mode"),
    "RandomTranslation": ("height_factor", "width_factor", "fill_mode"),
    "RandomContrast": ("factor",),
    AFFINE: ("scale", "offset"),
    "Resizing": ("height", "width", "interpolation"),
}
"""The arguments that classes take by position, in order; as far as anybody passes them so."""

DISPLAYED: dict[str, tuple[str, ...]] = {
    "Conv2D": ("kernel_size", "strides", "padding"),
    "DepthwiseConv2D": ("kernel_size", "strides", "padding"),
    "SeparableConv2D": ("kernel_size", "strides", "padding"),
    "MaxPooling2D": ("pool_size", "strides", "padding"),
    "AveragePooling2D": ("pool_size", "strides", "padding"),
    "ZeroPadding2D": ("padding",),
    DENSE: ("activation",),
    "Dropout": ("rate",),
    "RandomFlip": ("mode",),
    "RandomRotation": ("factor",),
}
"""The settings that a summary shows without names; others appear by name unless they are the default."""

INITIALIZERS = frozenset(
    {"kernel_initializer", "depthwise_initializer", "pointwise_initializer", "alpha_initializer"}
)
_PAIRS = frozenset({"kernel_size", "strides", "dilation_rate", "pool_size", "size"})
_LOWER = frozenset({"padding", "data_format", "mode", "interpolation", "fill_mode"})
_SYMMETRIC = frozenset({"factor", "height_factor", "width_factor"})
_MARGINS = frozenset({"padding", "cropping"})
_AXES = frozenset({"axis", "shared_axes"})
_FORMER_NAMES = {"LeakyReLU": {"alpha": "negative_slope"}}
_IRRELEVANT = frozenset({"seed", "name", "dtype", "trainable", "batch_input_shape", "batch_shape"})
_FORMER_INITIALIZERS = {"Uniform": "RandomUniform", "Normal": "RandomNormal", "Zero": "Zeros", "One": "Ones"}


def settings_that_matter(op: str, given: Mapping[str, Value], rank: int | None) -> dict[str, Value]:
    """Return the relevant settings of a layer, normalized, with defaults filled in.

    Args:
        op: The layer's class.
        given: Its configuration.
        rank: The number of axes of its output, the batch included; None if unknown.
    """
    renamed = {_FORMER_NAMES.get(op, {}).get(name, name): value for name, value in given.items()}
    defaults = SETTINGS.get(op)
    if defaults is None:
        defaults = dict.fromkeys(sorted(renamed.keys() - _IRRELEVANT))
    found = {
        name: _spelled(name, renamed.get(name, default), default, rank) for name, default in defaults.items()
    }
    if found.get("strides", "") is None:
        found["strides"] = found.get("pool_size")
    return found


def _spelled(name: str, value: Value, default: Value, rank: int | None) -> Value:
    """Return a setting in normalized form."""
    if value is None:
        return default
    if type(default) is bool and value in {0, 1}:
        return bool(value)
    if isinstance(value, str):
        if name in INITIALIZERS:
            return _class_name(value)
        return value.lower() if name in _LOWER else value
    if name in _PAIRS and isinstance(value, int):
        return (value, value)
    if name in _MARGINS:
        return _margins(value)
    if name in _SYMMETRIC and isinstance(value, (int, float)):
        return (-value, value)
    if name in _AXES:
        return _axes(value, rank)
    return value


def _margins(value: Value) -> Value:
    """Normalize 3 and (3, 3) to ((3, 3), (3, 3))."""
    sides = value if isinstance(value, tuple) else (value, value)
    return tuple(side if isinstance(side, tuple) else (side, side) for side in sides)


def _axes(value: Value, rank: int | None) -> Value:
    """Normalize the last axis, also as a list of one, to -1."""
    if isinstance(value, tuple):
        axes = tuple(_axes(axis, rank) for axis in value)
        return axes[0] if len(axes) == 1 else axes
    return value - rank if isinstance(value, int) and rank is not None and 0 <= value < rank else value


def _class_name(name: str) -> str:
    """Normalize `glorot_uniform` to `GlorotUniform`."""
    words = name.removesuffix("V2")
    if words[:1].islower():
        words = "".join(word.capitalize() for word in words.split("_"))
    return _FORMER_INITIALIZERS.get(words, words)


def weights_name(file: str) -> str:
    """Normalize the name of a weights file, whatever image size and course it was made for."""
    base = re.split(r"[/\\]", file)[-1]
    base = re.sub(r"^(with|without)_top_", "", base)
    return re.sub(r"_\d{2,3}(?=(_no_top)?\.)", "", base)
