# ruff: noqa: T201 -- a script prints
"""Prove the variants of both cats-and-dogs assignments without the grader: right/ is right, wrong/ is wrong.

Usage: python check_cats_variants.py ASSIGNMENT [--verbose] [SLUG ...]

Each variant is executed behind the standard that it names (alone, if it begins with `# standalone`) on Keras
2 and on Keras 3, with made images. A function is right where the laws written here hold: of folders and
copies, of batches, of models, of the callback. A right one must hold on one Keras at least; a wrong one on
none. Exit code 0 when every variant is what its folder says, 1 otherwise.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
AUGMENTED = "cats-vs-dogs-augmentation"
SIDES = {"cats-vs-dogs": 150, AUGMENTED: 120}
SHARES = {"cats-vs-dogs": 0.1, AUGMENTED: 0.15}
ENOUGH = {"cats-vs-dogs": (0.95, 0.8), AUGMENTED: (0.8, 0.8)}
CLASSES = ("cats", "dogs")
IMAGES = 40  # of each class


def require(condition: Any, reason: str) -> None:
    """Raise where something does not hold."""
    if not condition:
        raise AssertionError(reason)


# --- made files -------------------------------------------------------------------------------------------


def draw(path: Path, rng: np.random.Generator, level: int) -> None:
    """Write a small image of about one brightness, which tells its class."""
    import PIL.Image  # for the child only

    pixels = rng.integers(level, level + 60, (40, 52, 3), dtype=np.uint8)
    PIL.Image.fromarray(pixels).save(path)


def furnish(root: Path) -> None:
    """Make the folders that the notebooks look for below a root."""
    shutil.rmtree(root, ignore_errors=True)
    rng = np.random.default_rng(1)
    for folder, level in (("PetImages/Cat", 20), ("PetImages/Dog", 180)):
        (root / folder).mkdir(parents=True)
        for number in range(IMAGES):
            draw(root / folder / f"{number}.jpg", rng, level)


def tree(root: Path) -> dict[str, str]:
    """Return what lies below a folder: a digest of each file, nothing for a folder."""
    return {
        str(path.relative_to(root)): "" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
    }


# --- laws -------------------------------------------------------------------------------------------------


def dirs(function: Callable[..., Any], other: str) -> None:
    for name in ("made", "cats-v-dogs"):
        root = Path("some", name).absolute()
        root.parent.mkdir(exist_ok=True)
        before = tree(Path.cwd())
        function(root_path=str(root))
        wanted = {f"{part}/{kind}" for part in ("training", other) for kind in CLASSES} | {"training", other}
        require(set(tree(root)) == wanted, f"made {sorted(tree(root))}")
        added = set(tree(Path.cwd())) - set(before)
        require(all(path.startswith("some") for path in added), "made more elsewhere")


def split(function: Callable[..., Any]) -> None:
    chosen = []
    for seed, share in enumerate((0.9, 0.5, 0.9)):
        shutil.rmtree("work", ignore_errors=True)
        source, training, validation = (Path("work", name) for name in ("source", "a", "b"))
        for folder in (source, training, validation):
            folder.mkdir(parents=True)
        for number in range(50):
            filled = number % 9 != 4
            (source / f"{number}.jpg").write_bytes(bytes([number + 1]) * (number + 1) if filled else b"")
        full = {name: value for name, value in tree(source).items() if (source / name).stat().st_size}
        before = tree(source)
        random.seed(seed)
        np.random.seed(seed)  # noqa: NPY002 - as students draw
        elsewhere = tree(Path.cwd() / "tmp")
        function(*(f"{folder.absolute()}/" for folder in (source, training, validation)), share)
        require(tree(source) == before, "changes the source")
        require(tree(Path.cwd() / "tmp") == elsewhere, "writes elsewhere")
        parts = tree(training), tree(validation)
        require(not set(parts[0]) & set(parts[1]), "overlaps")
        require({**parts[0], **parts[1]} == full, "loses or adds files")
        require(abs(len(parts[0]) - len(full) * share) < 1, "takes another share")
        chosen.append(set(parts[0]))
    in_order = [name for name in sorted(full)][: len(chosen[0])]
    require(any(part != set(in_order) for part in (chosen[0], chosen[2])), "takes the first ones")
    require(chosen[0] != set(list(os.listdir(source))[: len(chosen[0])]), "takes the first of the listing")


def generators(function: Callable[..., Any], *, augmented: bool) -> None:
    rng = np.random.default_rng(2)
    for part, count in (("one", 9), ("two", 5)):
        for kind, level in (("cats", 20), ("dogs", 180)):
            Path("flow", part, kind).mkdir(parents=True, exist_ok=True)
            for number in range(count):
                draw(Path("flow", part, kind, f"{number}.jpg"), rng, level)
    folders = [str(Path("flow", part).absolute()) for part in ("one", "two")]
    pair = function(*folders)
    require(isinstance(pair, tuple | list) and len(pair) == 2, "returns no pair")
    for generator, folder, count in zip(pair, folders, (18, 10), strict=True):
        seen(generator, folder, count)
    plain = pair[0].image_data_generator
    require(augmenting(plain) or not augmented, "does not augment")


def seen(generator: Any, folder: str, count: int) -> None:
    require(Path(generator.directory) == Path(folder), f"reads {generator.directory}")
    require(generator.samples == count, f"finds {generator.samples} images")
    images, labels = generator[0]
    require(images.shape[1:] == (150, 150, 3), f"images of {images.shape}")
    require(images.max() <= 1.01 and images.max() > 0.2, f"up to {images.max()}")
    require(labels.shape == images.shape[:1], f"labels of {labels.shape}")
    require(set(np.unique(labels)) <= {0, 1}, "labels are not 0 and 1")
    bright = images.mean(axis=(1, 2, 3)) > 0.4
    require(np.mean(bright == (labels == 1)) > 0.7, "labels do not fit")


def augmenting(generator: Any) -> bool:
    ranges = ("rotation_range", "width_shift_range", "height_shift_range", "shear_range")
    return bool(
        any(getattr(generator, name) for name in ranges)
        or generator.horizontal_flip
        or generator.vertical_flip
        or generator.brightness_range
        or list(generator.zoom_range) != [1, 1]
    )


def datasets(function: Callable[..., Any], side: int, share: float) -> None:
    pair = function()
    require(isinstance(pair, tuple | list) and len(pair) == 2, "returns no pair")
    sizes, pixels = [], []
    for dataset in pair:
        images, labels = dataset.element_spec
        require(images.shape.as_list() == [None, side, side, 3], f"images of {images.shape}")
        require(labels.shape.as_list() == [None, 1], f"labels of {labels.shape}")
        batches = [(np.asarray(x), np.asarray(y)) for x, y in dataset]
        images, labels = (np.concatenate(part) for part in zip(*batches, strict=True))
        require(images.max() > 200, "is rescaled already")
        require(set(np.unique(labels)) == {0, 1}, "one class only")
        require(np.all((images.mean(axis=(1, 2, 3)) > 130) == (labels[:, 0] == 1)), "labels do not fit")
        sizes.append(len(images))
        pixels.append({image.tobytes() for image in images})
    require(sizes[1] == int(2 * IMAGES * share) and sum(sizes) == 2 * IMAGES, f"sizes {sizes}")
    require(not pixels[0] & pixels[1], "overlaps")


def layers_of(model: Any) -> list[Any]:
    """Return the layers that lead from the input to the output, those of nested models too."""
    used = {id(tensor._keras_history[0]) for tensor in model_tensors(model)}  # noqa: SLF001
    found: list[Any] = []
    for layer in model.layers:
        if hasattr(layer, "layers"):
            found += layers_of(layer)
        elif not used or id(layer) in used:
            found.append(layer)
    return found


def model_tensors(model: Any) -> list[Any]:
    """Return the tensors that a model's output is made of, by walking back."""
    todo, found = list(model.outputs), {}
    while todo:
        tensor = todo.pop()
        if id(tensor) in found:
            continue
        found[id(tensor)] = tensor
        history = tensor._keras_history  # noqa: SLF001
        node = history[0]._inbound_nodes[history[1]]  # noqa: SLF001
        more = getattr(node, "input_tensors", None)
        more = node.keras_inputs if more is None else more
        todo += more if isinstance(more, list | tuple) else [more]
    return list(found.values())


def kinds(layers: list[Any]) -> list[str]:
    return [type(layer).__name__ for layer in layers]


def classifier(function: Callable[..., Any], keras: Any, *, side: int, rescaled: bool, augmented: bool) -> None:
    model = function()
    require(isinstance(model, keras.Model), "is no model")
    require(tuple(model.input_shape) == (None, side, side, 3), f"takes {model.input_shape}")
    require(tuple(model.output_shape) == (None, 1), f"gives {model.output_shape}")
    layers = layers_of(model)
    names = kinds(layers)
    require(names.count("Conv2D") >= 3, f"{names.count('Conv2D')} convolutions")
    first = names.index("Conv2D")
    scales = [layer.scale for layer in layers if type(layer).__name__ == "Rescaling"]
    require(len(scales) == rescaled, f"{len(scales)} rescalings")
    if rescaled:
        require(abs(scales[0] * 255 - 1) < 1e-6 and names.index("Rescaling") < first, "rescaled wrongly")
    if augmented:
        require(any(name.startswith("Random") for name in names[:first]), "does not augment")
    trained(model, side, rescaled=rescaled)


def trained(model: Any, side: int, *, rescaled: bool) -> None:
    rng = np.random.default_rng(3)
    images = rng.uniform(0, 255 if rescaled else 1, (8, side, side, 3)).astype("float32")
    labels = (np.arange(8) % 2).astype("float32").reshape(-1, 1)
    images[::2] *= 0.2
    require("accuracy" in " ".join(metrics_of(model)), f"metrics {metrics_of(model)}")
    values = loss_of(model, labels[:2], np.array([[0.0], [1.0]]) + 1e-3)
    wrong = loss_of(model, labels[:2], np.array([[1.0], [0.0]]) + 1e-3)
    require(values < wrong, "the loss does not prefer what is right")
    before = [np.array(weight) for weight in model.get_weights()]
    history = model.fit(images, labels, epochs=3, verbose=0, batch_size=8).history
    require(np.isfinite(history["loss"]).all() and max(history["loss"]) > 1e-4, "the loss is nothing")
    changed = [not np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True)]
    require(any(changed[:2]) and changed[-1], "nothing is learnt")
    out = np.asarray(model(images, training=False))
    logits = getattr(model.loss, "from_logits", False) or "from_logits" in str(getattr(model.loss, "_fn_kwargs", ""))
    require(logits or (out.min() >= 0 and out.max() <= 1), "no probabilities")
    require(out.std() > 0, "always the same answer")
    activation = model_activation(model)
    require(activation == "sigmoid" or (logits and activation == "linear"), f"head {activation}")


def model_activation(model: Any) -> str:
    return str(model.layers[-1].activation.__name__)


def metrics_of(model: Any) -> list[str]:
    with contextlib.suppress(Exception):
        model.evaluate(np.zeros((1, *model.input_shape[1:])), np.zeros((1, 1)), verbose=0)
    found: list[str] = []
    for metric in model.metrics:
        found += [metric.name, *(inner.name for inner in getattr(metric, "metrics", []))]
    return ["accuracy" if name == "acc" else name for name in found]


def loss_of(model: Any, labels: Any, answers: Any) -> float:
    import tensorflow as tf  # slow, and in the child only

    loss = model.loss if not isinstance(model.loss, str) else tf.keras.losses.get(model.loss)
    return float(np.mean(np.asarray(loss(tf.constant(labels), tf.constant(answers, tf.float32)))))


def augmentation(function: Callable[..., Any], keras: Any) -> None:
    model = function()
    require(isinstance(model, keras.Model), "is no model")
    require(tuple(model.input_shape) == (None, 120, 120, 3), f"takes {model.input_shape}")
    names = [name for name in kinds(layers_of(model)) if name != "InputLayer"]
    require(names and all(name.startswith("Random") for name in names), f"layers {names}")
    images = np.random.default_rng(4).uniform(0, 255, (4, 120, 120, 3)).astype("float32")
    drawn = [np.asarray(model(images, training=True)) for _ in range(4)]
    require(drawn[0].ndim == 4 and drawn[0].shape[-1] == 3, "gives no images")
    require(any(not np.array_equal(drawn[0], other) for other in drawn[1:]), "nothing is random")


def callback(kind: Any, keras: Any, enough: tuple[float, float]) -> None:
    for first in (enough[0] - 0.15, enough[0] - 0.02, enough[0] + 0.02, 0.999):
        for second in (enough[1] - 0.15, enough[1] - 0.02, enough[1] + 0.02, 0.97):
            made = kind()
            require(isinstance(made, keras.callbacks.Callback), "is no callback")
            model = types.SimpleNamespace(stop_training=False)
            made.set_model(model)
            logs = {"accuracy": first, "val_accuracy": second, "loss": 0.9, "val_loss": 0.9}
            made.on_epoch_begin(0)
            made.on_epoch_end(0, logs)
            stops = first >= enough[0] and second >= enough[1]
            require(model.stop_training is stops, f"stop_training is {model.stop_training} for {logs}")


# --- running variants -------------------------------------------------------------------------------------


def source_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.name.startswith("standard") or "# standalone" in text[:200]:
        return text
    behind = re.search(r"^# behind: (\S+)$", text, re.MULTILINE)
    standard = path.parent.parent / (behind[1] if behind else "standard.py")
    return standard.read_text(encoding="utf-8") + "\n# %%\n" + text


def run(path: Path) -> dict[str, Any]:
    """Execute a notebook's cells, with its `/tmp` below the working folder; failing ones are passed over."""
    furnish(Path("tmp"))
    shutil.rmtree("PetImages", ignore_errors=True)
    shutil.copytree("tmp/PetImages", "PetImages")
    own = f"{Path.cwd()}/tmp"
    source = re.sub(r"(?<=['\"])/tmp(?=[/'\"])", own, source_of(path))
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for cell in re.split(r"^# %%.*$", source, flags=re.MULTILINE):
        if ".fit" in cell or "rmtree('" in cell or "zip" in cell.replace("import zipfile", ""):
            continue
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(cell, str(path), "exec", dont_inherit=True), namespace)  # noqa: S102
    return namespace


def laws(assignment: str, namespace: dict[str, Any], keras: Any) -> dict[str, Callable[[], None]]:
    """Return how to try each graded name that a notebook binds."""
    week2, side = assignment == AUGMENTED, SIDES[assignment]
    new = "train_val_datasets" in namespace
    held = side if new else 150
    tests: dict[str, Callable[[Any], None]] = {
        "create_train_val_dirs": lambda f: dirs(f, "validation"),
        "create_train_test_dirs": lambda f: dirs(f, "testing"),
        "split_data": split,
        "train_val_generators": lambda f: generators(f, augmented=week2),
        "train_val_datasets": lambda f: datasets(f, side, SHARES[assignment]),
        "create_augmentation_model": lambda f: augmentation(f, keras),
        "create_model": lambda f: classifier(f, keras, side=held, rescaled=new, augmented=new and week2),
        "EarlyStoppingCallback": lambda f: callback(f, keras, ENOUGH[assignment]),
        "model": lambda f: classifier(lambda: f, keras, side=150, rescaled=False, augmented=False),
    }
    found = {name: namespace[name] for name in tests if name in namespace}
    if "create_model" in found:
        found.pop("model", None)
    return {name: (lambda law=tests[name], value=value: law(value)) for name, value in found.items()}


def graded(path: Path, namespace: dict[str, Any]) -> set[str]:
    """Return which names to look at: a wrong variant's own, and what a right one defines."""
    text = path.read_text(encoding="utf-8")
    if path.parent.name == "wrong":
        head = re.match(r"# breaks: (\w+)\n# because: .+\.\n", text)
        return {head[1]} if head else set()
    if path.name.startswith("standard") or "# standalone" in text[:200]:
        return set(namespace)
    return set(re.findall(r"^(?:def|class) (\w+)", text, re.MULTILINE))


def child(assignment: str, paths: list[Path]) -> None:
    import tensorflow as tf

    keras = tf.keras
    for name in ("unittests",):
        module = types.ModuleType(name)
        sys.modules[name] = module
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for path in paths:
            namespace = run(path)
            found = {}
            for name, law in laws(assignment, namespace, keras).items():
                if name not in graded(path, namespace):
                    continue
                try:
                    with contextlib.redirect_stdout(io.StringIO()):
                        law()
                    found[name] = ""
                except Exception as error:  # noqa: BLE001 - a student's code raises what it likes
                    found[name] = f"{type(error).__name__}: {str(error)[:150]}"
            for left in ("some", "work", "flow"):
                shutil.rmtree(left, ignore_errors=True)
            print(json.dumps([str(path), found]), flush=True)


def on_both(assignment: str, paths: list[Path]) -> dict[str, list[dict[str, str]]]:
    """Look at the variants on Keras 3 and on Keras 2, one after the other."""
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    found: dict[str, list[dict[str, str]]] = {}
    for legacy in ({}, {"TF_USE_LEGACY_KERAS": "1"}):
        command = [sys.executable, __file__, assignment, "--child", *(str(path) for path in paths)]
        done = subprocess.run(command, env=os.environ | quiet | legacy, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr[-3000:])
        for line in done.stdout.splitlines():
            if line.startswith("["):
                path, result = json.loads(line)
                found.setdefault(path, []).append(result)
    return found


def problems_of(path: Path, found: list[dict[str, str]]) -> list[str]:
    names = found[0].keys() | found[1].keys()
    if not names:
        return ["nothing to look at"]
    holds = {name: [result.get(name) == "" for result in found] for name in names}
    if path.parent.name == "wrong":
        return [f"{name} is right" for name, both in holds.items() if any(both)]
    return [f"{name}: {[r.get(name) for r in found]}" for name, both in holds.items() if not any(both)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignment", choices=sorted(SIDES))
    parser.add_argument("--verbose", action="store_true", help="also print what is wrong with each variant")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("slugs", nargs="*", help="check only files whose path contains one of these")
    options = parser.parse_intermixed_args()
    if options.child:
        child(options.assignment, [Path(slug) for slug in options.slugs])
        return 0
    folder = HERE / options.assignment
    paths = [path for part in ("", "right", "wrong") for path in sorted((folder / part).glob("*.py"))]
    if options.slugs:
        paths = [p for p in paths if any(slug in str(p.relative_to(folder)) for slug in options.slugs)]
    found = on_both(options.assignment, paths)
    bad = 0
    for path in paths:
        problems = problems_of(path, found[str(path)])
        bad += bool(problems)
        for problem in problems:
            print(f"{path.relative_to(folder)}: {problem}")
        if options.verbose:
            print(f"{path.relative_to(folder)}: {found[str(path)]}")
    right, wrong = (sum(p.parent.name == kind for p in paths) for kind in ("right", "wrong"))
    print(f"{right} right, {wrong} wrong, {bad} not as they should be")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
