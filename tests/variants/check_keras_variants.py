# ruff: noqa: T201 -- a script prints
"""Prove a Keras assignment's variants without the grader: right/ is right, wrong/ is wrong in its function.

Usage: python check_keras_variants.py ASSIGNMENT [--keras 2|3] [--verbose] [SLUG ...]

Each variant is executed as notebook cells behind standard.py (alone, if it begins with `# standalone`) on
Keras 2 and on Keras 3, with empty stand-ins for the course's modules and no download. What its functions
build is compared with what the standard's build: weights, settings, shapes, and values with every weight
filled by its role and shape. A right function must be like the standard's on one Keras at least, and may
raise on the other; a wrong one must not be like it anywhere. Wrong ones that only a setting or the order of
the layers gives away are listed. Exit code 0 when every variant is what its folder says, 1 otherwise.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import functools
import inspect
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import types
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
GRADED = {
    "convolution-application": ("happyModel", "convolutional_model"),
    "residual-networks": ("identity_block", "convolutional_block", "ResNet50"),
    "transfer-mobilenet": ("data_augmenter", "alpaca_model", "fine_tuning"),
}
FINE_TUNING = {"base_model", "fine_tune_at", "loss_function", "optimizer", "metrics"}
WEIGHTS = "without_top_mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_160_no_top.h5"
HELPERS = {
    "cnn_utils": (
        "load_happy_dataset",
        "load_signs_dataset",
        "convert_to_one_hot",
        "random_mini_batches",
    ),
    "resnets_utils": ("load_dataset", "convert_to_one_hot", "BatchNormalization"),
    "test_utils": ("summary", "comparator"),
    "public_tests": ("identity_block_test", "convolutional_block_test"),
    "outputs": ("ResNet50_summary",),
}
SETTINGS = (
    "filters",
    "units",
    "kernel_size",
    "pool_size",
    "strides",
    "padding",
    "dilation_rate",
    "groups",
    "data_format",
    "use_bias",
    "axis",
    "momentum",
    "epsilon",
    "center",
    "scale",
    "rate",
    "mode",
    "factor",
    "fill_mode",
    "interpolation",
)
KINDS = {
    "Conv2D",
    "Dense",
    "BatchNormalization",
    "ZeroPadding2D",
    "MaxPooling2D",
    "AveragePooling2D",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "Flatten",
    "Dropout",
    "SpatialDropout2D",
    "RandomFlip",
    "RandomRotation",
    "RandomZoom",
    "RandomContrast",
}

requested: list[str] = []


# --- running a notebook ----------------------------------------------------------------------------------


def prepare(keras: Any) -> None:
    """Answer requests for ImageNet's weights with none, take `lr`, and alias `keras` for Keras 2."""
    for name in [n for n in sys.modules if n.split(".")[0] == "tf_keras"]:
        sys.modules["keras" + name.removeprefix("tf_keras")] = sys.modules[name]
    package = "keras" if "tf_keras" not in sys.modules else "tf_keras"
    mobilenet = sys.modules[f"{package}.src.applications.mobilenet_v2"]
    files = getattr(mobilenet, "file_utils", None) or mobilenet.data_utils
    files.get_file = lambda name, *_args, **_kwargs: name
    keras.Model.load_weights = lambda _self, path, *_args, **_kwargs: requested.append(Path(str(path)).name)
    plain = keras.optimizers.Adam.__init__

    def with_lr(self: Any, *args: Any, lr: float | None = None, **kwargs: Any) -> None:
        if lr is not None:
            if package == "keras":
                raise ValueError("Argument(s) not recognized: lr")
            kwargs["learning_rate"] = lr
        plain(self, *args, **kwargs)

    keras.optimizers.Adam.__init__ = with_lr


def course_normalization(keras: Any) -> type:
    class BatchNormalization(keras.layers.BatchNormalization):  # type: ignore[misc,name-defined]
        def __init__(self, axis=-1, momentum=0.9, epsilon=1e-6, **kwargs) -> None:
            super().__init__(axis=axis, momentum=momentum, epsilon=epsilon, **kwargs)

    return BatchNormalization


def stand_in(source: str, normalization: type) -> None:
    """Put empty helper modules in place; export a BatchNormalization only where none is imported."""
    imported = re.search(r"^\s*from \S*keras\S* import .*\bBatchNormalization\b", source, re.MULTILINE)
    for module, names in HELPERS.items():
        stub = types.ModuleType(module)
        for name in names:
            if name != "BatchNormalization":
                setattr(stub, name, lambda *_args, **_kwargs: None)
            elif not imported:
                stub.BatchNormalization = normalization  # type: ignore[attr-defined]
        sys.modules[module] = stub


def cells(source: str) -> list[str]:
    return re.split(r"^# %%.*$", source, flags=re.MULTILINE)


def run(
    source: str, graded: tuple[str, ...], names: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Execute the cells that the names need; return all names and what the cells of graded ones raised."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    failed: dict[str, str] = {}
    for cell in cells(source):
        if "fine_tuning" not in names and "model2" in cell and "def " not in cell:
            continue
        touched = bound(cell) & set(graded)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(cell, "cell", "exec", dont_inherit=True), namespace)  # noqa: S102
            for name in touched:
                failed.pop(name, None)
        except Exception as error:  # noqa: BLE001 - a student's code raises what it likes
            failed.update(dict.fromkeys(touched or graded, f"{type(error).__name__}: {error}"[:200]))
    return namespace, failed


def bound(source: str) -> set[str]:
    """Names that the code binds at its top level; a fine-tuning cell's variables count as `fine_tuning`."""
    names: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        else:
            names |= {
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
    return names | ({"fine_tuning"} if names & FINE_TUNING else set())


# --- what a model is -------------------------------------------------------------------------------------


@functools.cache
def drawn(role: str, shape: tuple[int, ...]) -> np.ndarray:
    """Values for a weight, by its role and shape only."""
    rng = np.random.default_rng(zlib.crc32(f"{role}{shape}".encode()))
    low, high = {"gamma": (0.5, 3), "beta": (-2, 4), "moving_variance": (0.5, 2)}.get(role, (-1, 1))
    values = rng.uniform(low, high, shape).astype("float32")
    if role == "depthwise_kernel":
        return values / 3
    return values * np.float32(np.sqrt(3 / np.prod(shape[:-1]))) if role == "kernel" else values


def role_of(weight: Any) -> str:
    return weight.name.split("/")[-1].split(":")[0]


def fill(model: Any) -> None:
    for weight in model.weights:
        if "seed" not in role_of(weight):
            weight.assign(drawn(role_of(weight), tuple(weight.shape)))


def flat(model: Any) -> Iterator[Any]:
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from flat(layer)
        else:
            yield layer


def plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else repr(value)


def settings(layer: Any) -> list[Any]:
    kind = next((c.__name__ for c in type(layer).__mro__ if c.__name__ in KINDS), type(layer).__name__)
    config = {k: plain(v) for k, v in layer.get_config().items() if k in SETTINGS}
    if kind == "BatchNormalization":
        axis = config["axis"][0] if isinstance(config["axis"], list) else config["axis"]
        config["axis"] = axis % 4
    if kind == "RandomRotation":
        factor = config["factor"]
        config["factor"] = factor if isinstance(factor, list) else [-factor, factor]
    for name in ("kernel_initializer", "bias_initializer", "kernel_regularizer", "kernel_constraint"):
        config[name] = type(getattr(layer, name, None)).__name__
    return [kind, config]


def facts(model: Any, keras: Any) -> dict[str, Any]:
    """Weights, shapes and settings, whatever the layers' names and order of creation."""
    if not isinstance(model, keras.Model):
        raise TypeError(f"{type(model).__name__} is no model")
    weights = [[role_of(w), list(w.shape), bool(w.trainable)] for w in model.weights]
    trainable = {id(w) for w in model.trainable_weights}
    weights = [[*w, id(v) in trainable] for w, v in zip(weights, model.weights, strict=True)]
    kept = [settings(layer) for layer in flat(model)]
    chain = [
        [type(layer).__name__, str(getattr(getattr(layer, "activation", None), "__name__", ""))]
        for layer in model.layers
    ]
    return {
        "shapes": [list(model.inputs[0].shape), list(model.outputs[0].shape), len(model.outputs)],
        "weights": sorted(w for w in weights if "seed" not in w[0]),
        "set: layers": sorted((k for k in kept if k[0] in KINDS), key=json.dumps),
        "order": chain,
    }


def values(model: Any, x: np.ndarray, *, training: bool, head: Callable[..., Any] | None = None) -> Any:
    out = np.asarray(model(x, training=training))
    return head(np.maximum(out, 1e-30)) if head else out


def moving(model: Any) -> list[Any]:
    """Moving averages, in an order that does not depend on names."""
    averages = [w for w in model.weights if role_of(w).startswith("moving")]
    return sorted([role_of(w), list(w.shape), round(float(np.mean(w)), 3)] for w in averages)


def inputs(*shape: int) -> np.ndarray:
    """Draw a rough example and, because a maximum over noise is never negative, smooth ones."""
    rng = np.random.default_rng(5)
    rough = np.where(np.arange(shape[0]) == 0, 4, 0.3).reshape(-1, *[1] * (len(shape) - 1))
    base = rng.normal(0, 3, (shape[0], *[1] * (len(shape) - 2), shape[-1]))
    return (base + rough * rng.normal(size=shape)).astype("float32")


# --- what each function gives ----------------------------------------------------------------------------


def whole_model(function: Callable[..., Any], keras: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    model = function(*args, **kwargs)
    seen = facts(model, keras)
    fill(model)
    x = inputs(3, *model.inputs[0].shape[1:])
    seen["values"] = values(model, x, training=False, head=np.log)
    seen["values in training"] = values(model, x, training=True, head=np.log)
    seen["set: moving"] = moving(model)
    return seen


def happy_model(namespace: dict[str, Any], keras: Any) -> Iterator[dict[str, Any]]:
    yield whole_model(namespace["happyModel"], keras)


def convolutional_model(namespace: dict[str, Any], keras: Any) -> Iterator[dict[str, Any]]:
    yield whole_model(namespace["convolutional_model"], keras, (64, 64, 3))
    other = whole_model(namespace["convolutional_model"], keras, (48, 80, 1))
    yield {f"{name}, other shape": value for name, value in other.items()}


def block(name: str, cases: list[dict[str, Any]]) -> Callable[..., Iterator[dict[str, Any]]]:
    """Look at a residual block, called on symbolic and on eager tensors, in both modes."""

    def look(namespace: dict[str, Any], keras: Any) -> Iterator[dict[str, Any]]:
        function = namespace[name]
        takes_training = "training" in inspect.signature(function).parameters

        class Drawn(keras.initializers.Initializer):  # type: ignore[misc,name-defined]
            def __call__(self, shape, *_args, **_kwargs):
                return keras.backend.cast_to_floatx(drawn("kernel", tuple(shape)))

        for number, case in enumerate(cases):
            shape, arguments = case["shape"], {k: v for k, v in case.items() if k != "shape"}
            x = inputs(3, *shape)
            seeds: list[Any] = []

            def initializer(seed=None, seeds=seeds):
                seeds.append(seed)
                return Drawn()

            for training in (False, True):
                mode = {"training": training} if takes_training else {}
                tensor = keras.Input(shape)
                model = keras.Model(tensor, function(tensor, **arguments, **mode, initializer=initializer))
                label = f"{number}, {'training' if training else 'inference'}"
                as_drawn = values(model, x, training=training)
                if takes_training or not training:
                    as_drawn = np.asarray(function(x, **arguments, **mode, initializer=initializer))
                seen = {f"eager {label}": as_drawn}
                seen |= {f"{k} {label}": v for k, v in facts(model, keras).items()}
                fill(model)
                seen[f"values {label}"] = values(model, x, training=training)
                seen[f"set: moving {label}"] = moving(model)
                yield seen
            yield {f"set: seeds {number}": sorted({repr(seed) for seed in seeds})}
            tensor = keras.Input(shape)
            model = keras.Model(tensor, function(tensor, **arguments))
            yield {f"set: default initializer {number}": facts(model, keras)["set: layers"]}

    return look


def resnet(namespace: dict[str, Any], keras: Any) -> Iterator[dict[str, Any]]:
    blocks = [namespace["identity_block"], namespace["convolutional_block"]]
    baked = any("training" in inspect.signature(block).parameters for block in blocks)
    model = namespace["ResNet50"]()
    yield facts(model, keras)
    fill(model)
    x = inputs(2, 64, 64, 3)
    yield {"values in training": values(model, x, training=True, head=np.log)}
    if not baked:  # nothing is normalized in inference, so the softmax would be saturated
        for layer in flat(model):
            if "softmax" in getattr(getattr(layer, "activation", None), "__name__", ""):
                layer.activation = keras.activations.linear
        scores = values(model, x, training=False)
        yield {"values": scores / np.abs(scores).max()}
    other = facts(namespace["ResNet50"](input_shape=(128, 96, 3), classes=10), keras)
    yield {f"{k}, other shape": v for k, v in other.items()}


def data_augmenter(namespace: dict[str, Any], keras: Any) -> Iterator[dict[str, Any]]:
    model = namespace["data_augmenter"]()
    if not isinstance(model, keras.Sequential):
        raise TypeError(f"{type(model).__name__} is no Sequential")
    layers = [settings(layer) for layer in model.layers if type(layer).__name__ != "InputLayer"]
    yield {"layers": [kind for kind, _ in layers], "set: layers": layers}


def asked() -> list[str]:
    named = sorted("imagenet" if name.endswith("_no_top.h5") else name for name in requested)
    requested.clear()
    return named


def training_given(model: Any, keras: Any) -> list[str]:
    """Return the mode given to nested networks, which Keras 3 overrides when the model is called."""
    modes = set()
    for layer in model.layers:
        if hasattr(layer, "layers") and not isinstance(layer, keras.Sequential):
            for node in layer._inbound_nodes:
                call = getattr(node, "arguments", node)
                args, kwargs = getattr(call, "args", None), getattr(call, "kwargs", None)
                args, kwargs = (node.call_args, node.call_kwargs) if args is None else (args, kwargs)
                modes.add(repr(kwargs.get("training", args[1] if len(args) > 1 else None)))
    return sorted(modes)


def alpaca_model(namespace: dict[str, Any], keras: Any) -> Iterator[dict[str, Any]]:
    requested.clear()
    model = namespace["alpaca_model"]()
    yield facts(model, keras)
    yield {"set: asked": asked(), "set: training": training_given(model, keras)}
    augmentation = keras.Sequential([keras.layers.Rescaling(0.5, offset=20.0)])
    model = namespace["alpaca_model"]((96, 96), augmentation)
    yield {f"{k}, other shape": v for k, v in facts(model, keras).items() if k != "order"}
    fill(model)
    x = np.random.default_rng(3).uniform(0, 255, (2, 96, 96, 3)).astype("float32")
    yield {"values": values(model, x, training=False)}
    for layer in flat(model):
        layer.trainable = True  # a frozen normalization works as in inference
        if "Dropout" in type(layer).__name__:
            layer.rate = 0.0
    yield {"values in training": values(model, x, training=True)}


def fine_tuning(namespace: dict[str, Any], keras: Any) -> Iterator[dict[str, Any]]:
    base = namespace["base_model"]
    loss, optimizer = namespace["loss_function"], namespace["optimizer"]
    yield {
        "set: base": [base in namespace["model2"].layers, bool(base.trainable), base.count_params()],
        "set: trainable": [bool(layer.trainable) for layer in base.layers],
        "set: trainable weights": len(base.trainable_weights),
        "set: loss": [isinstance(loss, keras.losses.BinaryCrossentropy), loss.get_config()["from_logits"]],
        "set: smoothing": loss.get_config()["label_smoothing"],
        "set: optimizer": type(optimizer).__name__,
        "rate": np.float32(np.asarray(optimizer.learning_rate)),
        "set: metrics": namespace["metrics"],
    }


LOOKS: dict[str, Callable[[dict[str, Any], Any], Iterator[dict[str, Any]]]] = {
    "happyModel": happy_model,
    "convolutional_model": convolutional_model,
    "identity_block": block(
        "identity_block",
        [
            {"shape": (6, 5, 4), "f": 3, "filters": [3, 5, 4]},
            {"shape": (5, 7, 6), "f": 2, "filters": [4, 2, 6]},
        ],
    ),
    "convolutional_block": block(
        "convolutional_block",
        [
            {"shape": (6, 9, 4), "f": 3, "filters": [3, 5, 4]},
            {"shape": (5, 8, 3), "f": 2, "filters": [4, 2, 6], "s": 1},
            {"shape": (9, 7, 3), "f": 5, "filters": [2, 4, 6], "s": 4},
        ],
    ),
    "ResNet50": resnet,
    "data_augmenter": data_augmenter,
    "alpaca_model": alpaca_model,
    "fine_tuning": fine_tuning,
}


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray | np.floating) and isinstance(other, np.ndarray | np.floating):
        return one.shape == other.shape and bool(np.allclose(one, other, rtol=2e-4, atol=2e-5))
    return json.dumps(one, default=repr) == json.dumps(other, default=repr)


# --- judging ---------------------------------------------------------------------------------------------


class Judge:
    """Compares variants of one assignment with its standard, on the Keras of this process."""

    def __init__(self, assignment: str) -> None:
        import tensorflow as tf  # the mode is chosen by the environment before

        self.keras: Any = tf.keras
        self.keras.applications.MobileNetV2  # noqa: B018 - Keras loads lazily
        prepare(self.keras)
        self.graded = GRADED[assignment]
        self.standard = (HERE / assignment / "standard.py").read_text()
        self.normalization = course_normalization(self.keras)
        self.truth: dict[tuple[str, bool], dict[str, Any]] = {}

    def look(
        self,
        name: str,
        namespace: dict[str, Any],
        failed: dict[str, str],
        until: Callable[[dict[str, Any]], bool] = lambda _seen: False,
    ) -> dict[str, Any]:
        """Collect what a function gives, until that is enough."""
        if name in failed:
            return {"raises": failed[name]}
        self.keras.backend.clear_session()
        seen: dict[str, Any] = {}
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                for part in LOOKS[name](namespace, self.keras):
                    seen |= part
                    if until(part):
                        break
        except Exception as error:  # noqa: BLE001
            return {"raises": f"{type(error).__name__}: {error}"[:200]}
        return seen

    def expected(self, name: str, *, course: bool) -> dict[str, Any]:
        key = (name, course)
        if key not in self.truth:
            stand_in(self.standard, self.normalization)
            source = self.standard
            if "tf_keras" not in sys.modules:
                source = source.replace("model2.layers[4]", "model2.layers[2]")
            namespace, failed = run(source, self.graded, (name,))
            if course:
                namespace["BatchNormalization"] = self.normalization
            self.truth[key] = self.look(name, namespace, failed)
            if "raises" in self.truth[key]:
                raise RuntimeError(f"standard.py: {name}: {self.truth[key]}")
        return self.truth[key]

    def differences(self, path: Path, names: tuple[str, ...]) -> dict[str, list[str]]:
        """Say for each function in which respects it is unlike the standard's."""
        source = path.read_text()
        if not source.startswith("# standalone") and path.name != "standard.py":
            before = cells(self.standard)
            if "model2 = " in source:  # spares the time to build it twice
                before = [cell for cell in before if "model2" not in cell]
            source = "\n# %%\n".join([*before, source])
        stand_in(source, self.normalization)
        course = hasattr(sys.modules["resnets_utils"], "BatchNormalization")
        namespace, failed = run(source, self.graded, names)
        found = {}
        for name in names:
            truth = self.expected(name, course=course)

            def told(part: dict[str, Any], truth: dict[str, Any] = truth) -> bool:
                return path.parent.name == "wrong" and any(
                    not k.startswith(("set:", "order")) and not alike(truth.get(k), part[k]) for k in part
                )

            seen = self.look(name, namespace, failed, told)
            if "raises" in seen:
                found[name] = [f"raises {seen['raises']}"]
                continue
            found[name] = [k for k in seen if not alike(truth.get(k), seen[k])]
        return found


def judged(path: Path, graded: tuple[str, ...]) -> tuple[str, ...]:
    """The functions to look at: the named one of a wrong variant, those that a right one defines."""
    source = path.read_text()
    head = re.match(r"# breaks: (\w+)\n# because: .+\.\n", source)
    if path.parent.name == "wrong":
        return (head[1],) if head else ()
    defined = bound(source) | ({"ResNet50"} if "training=True" in source else set())
    return tuple(name for name in graded if name in defined)


def child(options: argparse.Namespace, paths: list[Path]) -> None:
    judge = Judge(options.assignment)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("imagenet_base_model").mkdir()
        Path("imagenet_base_model", WEIGHTS).touch()
        for path in paths:
            found = judge.differences(path, judged(path, judge.graded))
            print(json.dumps([str(path), found]), flush=True)


def form_problems(path: Path, graded: tuple[str, ...]) -> list[str]:
    """What is wrong with a variant's form."""
    defined = bound(path.read_text()) & set(graded)
    if path.parent.name == "right":
        return [] if defined else ["defines nothing that is graded"]
    if path.parent.name == "wrong":
        names = judged(path, graded)
        if not set(names) < set(graded) or not names:
            return ["does not begin with `# breaks:` and `# because: … .`"]
        return [] if defined == set(names) else [f"defines {sorted(defined)}"]
    return []


def verdict(path: Path, found: list[dict[str, list[str]]]) -> tuple[list[str], str]:
    """Problems of one variant, and how a wrong one gives itself away."""
    problems, how = [], ""
    for name in found[0]:
        results = [f[name] for f in found]
        ran = [r for r in results if not (r and r[0].startswith("raises"))]
        if path.parent.name == "wrong":
            if any(not r for r in results):
                problems.append(f"{name} is like the standard's")
            told = {"order" if k.startswith("order") else k[:4] for r in ran for k in r}
            how = "raises" if not ran else "order" if told == {"order"} else "setting"
            how = how if not ran or told <= {"order", "set:"} else "seen"
            continue
        ran = [[k for k in r if not k.startswith("order")] for r in ran]
        problems += [f"{name} differs: {r[:4]}" for r in ran if r]
        if not ran:
            problems.append(f"{name}: {results[0][0]}")
    return problems, how


def on_both(options: argparse.Namespace, scratch: Path) -> dict[str, list[dict[str, list[str]]]]:
    """Look at the variants on Keras 2 and on Keras 3, side by side."""
    processes = []
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    quiet |= {"TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
    for keras in ("2", "3"):
        command = [sys.executable, __file__, options.assignment, "--keras", keras, *options.slugs]
        legacy = {"TF_USE_LEGACY_KERAS": "1"} if keras == "2" else {}
        with (scratch / f"{keras}.out").open("w") as out, (scratch / f"{keras}.err").open("w") as err:
            processes.append(
                subprocess.Popen(command, env=os.environ | quiet | legacy, stdout=out, stderr=err)
            )
    found: dict[str, list[dict[str, list[str]]]] = {}
    for keras, process in zip(("2", "3"), processes, strict=True):
        if process.wait():
            raise SystemExit((scratch / f"{keras}.err").read_text()[-3000:])
        for line in (scratch / f"{keras}.out").read_text().splitlines():
            path, result = json.loads(line)
            found.setdefault(path, []).append(result)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignment", choices=sorted(GRADED))
    parser.add_argument("--keras", choices=("2", "3"), help="only on this one; prints raw findings")
    parser.add_argument("--verbose", action="store_true", help="also print what is unlike in each variant")
    parser.add_argument("slugs", nargs="*", help="check only files whose path contains one of these")
    options = parser.parse_intermixed_args()
    folder, graded = HERE / options.assignment, GRADED[options.assignment]
    paths = [folder / "standard.py", *sorted(folder.glob("right/*.py")), *sorted(folder.glob("wrong/*.py"))]
    if options.slugs:
        paths = [p for p in paths if any(slug in str(p.relative_to(folder)) for slug in options.slugs)]
    if options.keras:
        child(options, paths)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        found = on_both(options, Path(scratch))
    ways: dict[str, list[str]] = {}
    bad = 0
    for path in paths:
        problems, how = verdict(path, found[str(path)])
        problems += form_problems(path, graded)
        bad += bool(problems)
        label = str(path.relative_to(folder))
        ways.setdefault(how, []).append(label)
        for problem in problems:
            print(f"{label}: {problem}")
        if options.verbose:
            print(f"{label}: {how} {found[str(path)]}"[:600])
    meanings = {"setting": "a setting", "order": "the order of the layers", "raises": "an error"}
    for how, meaning in meanings.items():
        print(f"told only by {meaning}: {', '.join(ways.get(how, [])) or 'none'}")
    right, wrong = (sum(p.parent.name == kind for p in paths) for kind in ("right", "wrong"))
    print(f"{right} right, {wrong} wrong, {bad} not as they should be")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
