"""What feeds a model, as plain data: generators of images and datasets made of folders."""

from __future__ import annotations

import contextlib
import functools
import importlib
from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf

from grader.box.keras import lines
from grader.box.keras.library import adapter, keras, name_of
from grader.box.keras.nodes import default_of
from grader.box.redirect import as_written, redirected
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_FILES = 500
MAX_CLASSES = 50
MAX_STEPS = 20  # of what was done to a dataset since it was made
MAX_LABELS = 50
_EVEN = 1e-3  # images that differ less in brightness were all brought to the same
_FUNCTION = "image_dataset_from_directory"
# What an ImageDataGenerator changes images by, and what it has where that is not asked for.
_AUGMENTATION: dict[str, Any] = {
    "rotation_range": 0, "width_shift_range": 0.0, "height_shift_range": 0.0, "brightness_range": None,
    "shear_range": 0.0, "zoom_range": [1, 1], "channel_shift_range": 0.0, "horizontal_flip": False,
    "vertical_flip": False,
}  # fmt: skip
_BY_GENERATOR = ("rescale", "augmentation", "batch.images.high", "batch.images.low")
_batches: Any = tf.data.Dataset.__iter__  # as it is before any code of a student's runs
_made: dict[int, tuple[Any, dict[str, Any]]] = {}  # datasets are kept, so that an id stays its own


def install() -> None:
    """Take note of what datasets are made of, from here on."""
    for place, recording in _recorders():
        setattr(place, _FUNCTION, recording)


@contextlib.contextmanager
def recorded() -> Iterator[None]:
    """Take note of it inside the block only: in a process that is somebody's own."""
    recorders = list(_recorders())
    before = [(place, getattr(place, _FUNCTION)) for place, _ in recorders]
    for place, recording in recorders:
        setattr(place, _FUNCTION, recording)
    try:
        yield
    finally:
        for place, original in before:
            setattr(place, _FUNCTION, original)
        _made.clear()


def _recorders() -> Iterator[tuple[Any, Any]]:
    """Yield each module that has the function, and what takes its place there."""
    module = importlib.import_module(adapter.datasets)
    recording = _recording(getattr(module, _FUNCTION))
    preprocessing = (keras.preprocessing, tf.keras.preprocessing)
    for place in (module, keras.utils, tf.keras.utils, *preprocessing, *(p.image for p in preprocessing)):
        if hasattr(place, _FUNCTION):
            yield place, recording


def _recording(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def call(directory: Any, *args: Any, **kwargs: Any) -> Any:
        result = original(redirected(directory), *args, **kwargs)
        names = list(_parameters(original))[1:]
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        facts = {name: given.get(name, default_of(original, name)) for name in names}
        parts = result if isinstance(result, (tuple, list)) else (result,)
        for number, part in enumerate(parts):
            subset = ("training", "validation")[number] if len(parts) > 1 else facts.get("subset")
            _made[id(part)] = (
                part,
                {**facts, "directory": directory, "subset": subset, "line": lines.here()},
            )
        return result

    return call


def _parameters(function: Callable[..., Any]) -> Iterator[str]:
    code = getattr(function, "__wrapped__", function).__code__
    yield from code.co_varnames[: code.co_argcount]


def loaders(result: Any, *, brightness: bool = False) -> Any:
    """Return what a function's result feeds a model with: `train` and `validation`.

    Args:
        result: What the function returned.
        brightness: Whether to tell how bright the images of each label are.
    """
    if not isinstance(result, (tuple, list)):
        return Opaque(name_of(type(result)))
    if len(result) != len(_PARTS):
        return Opaque(f"tuple of {len(result)}")
    return {name: _loader(part, brightness) for name, part in zip(_PARTS, result, strict=True)}


_PARTS = ("train", "validation")


def _loader(value: Any, brightness: bool) -> Any:
    """Return the facts of a generator or dataset; of anything else, what kind of thing it is."""
    image = importlib.import_module(adapter.generators)
    if isinstance(value, image.Iterator):
        return {**_generator(value), "batch": _batch(value, brightness)}
    if isinstance(value, tf.data.Dataset):
        return {**_dataset(value), "batch": _batch(value, brightness)}
    return Opaque(name_of(type(value)))


def _generator(value: Any) -> dict[str, Any]:
    made_by = getattr(value, "image_data_generator", None)
    augmentation = {
        name: _plain(getattr(made_by, name, usual))
        for name, usual in _AUGMENTATION.items()
        if _plain(getattr(made_by, name, usual)) != usual
    }
    directory = getattr(value, "directory", None)
    size = getattr(value, "target_size", None)
    return {
        "kind": "generator",
        "folder": _folder(directory),
        "files": _files(getattr(value, "filenames", None)),
        "images": int(value.n),
        "classes": _classes(getattr(value, "class_indices", {})),
        "size": None if size is None else [int(n) for n in size],
        "batch_size": _number(value.batch_size),
        "label_mode": _text(getattr(value, "class_mode", None)),
        "color_mode": _text(getattr(value, "color_mode", None)),
        "shuffle": bool(value.shuffle),
        "seed": _number(value.seed),
        "rescale": _number(getattr(made_by, "rescale", None)),
        "augmentation": augmentation,
        "validation_split": _number(getattr(made_by, "_validation_split", None)),
        "subset": _text(getattr(value, "subset", None)),
        "lines": {"": lines.made_at(value), **dict.fromkeys(_BY_GENERATOR, lines.made_at(made_by))},
    }


def _dataset(value: Any) -> dict[str, Any]:
    found = _origin(value)
    if found is None:
        return {"kind": "dataset", "folder": None}
    origin, facts = found
    directory = str(facts["directory"]).rstrip("/")
    files = [str(path) for path in (getattr(origin, "file_paths", None) or ())]
    size = facts.get("image_size")
    return {
        "kind": "dataset",
        "folder": _folder(directory),
        "files": _files([path.removeprefix(f"{redirected(directory)}/") for path in files]),
        "images": len(files),
        "classes": _classes(getattr(origin, "class_names", ())),
        "size": [int(n) for n in size] if isinstance(size, (tuple, list)) else None,
        "batch_size": _number(facts.get("batch_size")),
        "label_mode": _text(facts.get("label_mode")),
        "color_mode": _text(facts.get("color_mode")),
        "shuffle": bool(facts.get("shuffle")),
        "seed": _number(facts.get("seed")),
        "rescale": None,
        "augmentation": {},
        "validation_split": _number(facts.get("validation_split")),
        "subset": _text(facts.get("subset")),
        "lines": {"": str(facts["line"])},
    }


def _origin(value: Any) -> tuple[Any, dict[str, Any]] | None:
    """Return the dataset of a folder that another one was made of, by maps, caches and the like."""
    for _ in range(MAX_STEPS):
        if id(value) in _made:
            return _made[id(value)]
        value = getattr(value, "_input_dataset", None)
        if value is None:
            break
    return None


def _batch(value: Any, brightness: bool) -> Any:
    """Return what the first batch looks like, or why there is none."""
    try:
        batch = next(_batches(value) if isinstance(value, tf.data.Dataset) else iter(value))
    except Exception as error:
        return Opaque(f"{name_of(type(error))} instead of a batch")
    if not isinstance(batch, (tuple, list)) or len(batch) < len(_PARTS):
        return {"images": _images(batch), "labels": None}
    found = {"images": _images(batch[0]), "labels": _labels(batch[1])}
    return {**found, "brightness": _brightness(batch[0], batch[1])} if brightness else found


def _images(value: Any) -> Any:
    array = _array(value)
    if array is None or not array.size:
        return None
    return {
        "shape": list(array.shape[1:]),
        "rows": array.shape[0],
        "low": float(array.min()),
        "high": float(array.max()),
    }


def _labels(value: Any) -> Any:
    array = _array(value)
    if array is None or not array.size:
        return None
    values = np.unique(array)[:MAX_LABELS]
    return {"shape": list(array.shape[1:]), "values": [float(v) for v in values]}


def _brightness(images: Any, labels: Any) -> Any:
    """Return how bright the images of each label are, and how much of all differences labels explain."""
    pixels, numbers = _array(images), _array(labels)
    if pixels is None or numbers is None or not len(pixels) == len(numbers) == numbers.size > 0:
        return None
    means = pixels.reshape(len(pixels), -1).mean(axis=1).astype(np.float64)
    _, which = np.unique(numbers, return_inverse=True)
    which = which.ravel()
    of_labels = np.array([means[which == label].mean() for label in range(which.max() + 1)])
    are_even = means.std() < _EVEN * max(np.ptp(pixels), np.finfo(np.float64).tiny)
    explained = None if are_even else float(np.var(of_labels[which]) / np.var(means))
    return {"of_labels": of_labels.tolist(), "explained": explained}


def _array(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind in "biuf" else None


def _folder(directory: Any) -> str | None:
    if directory is None:
        return None
    text = as_written(str(directory)).rstrip("/")
    return text.removeprefix("./")[:200]


def _files(names: Any) -> list[str] | None:
    return None if names is None else sorted(str(name)[:200] for name in list(names)[:MAX_FILES])


def _classes(names: Any) -> list[str]:
    return [str(name)[:80] for name in list(names or ())[:MAX_CLASSES]]


def _number(value: Any) -> Any:
    if value is None or isinstance(value, bool) or not isinstance(value, (int, float, np.number)):
        return None
    return value.item() if isinstance(value, np.number) else value


def _text(value: Any) -> str | None:
    return None if value is None else str(value)[:80]


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value[:4]]
    if isinstance(value, np.ndarray):
        return [float(item) for item in value.ravel()[:4]]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)[:80]
