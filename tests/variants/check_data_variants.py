# ruff: noqa: T201 -- a script prints
"""Prove the variants of two assignments that read files, without the grader: right/ is right, wrong/ is wrong.

Usage: python check_data_variants.py ASSIGNMENT [--keras 2|3] [SLUG ...]

Each variant is executed as notebook cells behind standard.py, or the standard that it says it is `# behind:`
(alone, if it begins with `# standalone`), in a folder of small pictures and tables; notebooks with ImageDataGenerator on Keras 2, the others on Keras 3. What
its functions give is held against what the text of the assignment asks for. Exit code 0 when every variant is
what its folder says: all of its functions right, or just the one that it breaks wrong.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import ModuleType

import numpy as np

HERE = Path(__file__).parent
WEIGHTS = "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"
requested: list[str] = []


# --- the folder that notebooks run in ---------------------------------------------------------------------


def picture(number: int, side: int) -> np.ndarray:
    """A picture that tells its number, not the same when it is turned, moved or enlarged."""
    rows, columns = np.mgrid[0:side, 0:side]
    return ((rows * 3 + columns * 5 + 40 * number) % 200 + number % 50).astype("uint8")


def write_pictures(folder: Path, classes: list[str], count: int, side: int, first: int) -> None:
    from PIL import Image

    for place, name in enumerate(classes):
        (folder / name).mkdir(parents=True)
        for number in range(count):
            gray = picture(first + place * count + number, side)
            Image.fromarray(np.stack([gray] * 3, axis=-1)).save(folder / name / f"{number}.png")


def write_table(path: str, labels: list[int], first: int) -> None:
    header = ",".join(["label"] + [f"pixel{number}" for number in range(1, 785)])
    rows = [[label, *picture(first + n, 28).ravel()] for n, label in enumerate(labels)]
    Path(path).write_text("\n".join([header] + [",".join(map(str, row)) for row in rows]) + "\n")


def furnish(assignment: str) -> None:
    if assignment.startswith("horses"):
        for root in ("data", "elsewhere"):
            write_pictures(Path(root, "train"), ["horses", "humans"], 24, 60, 0)
            write_pictures(Path(root, "validation"), ["horses", "humans"], 18, 60, 100)
        Path("model").mkdir()
        Path("model", WEIGHTS).touch()
    else:
        letters = list("ABCDEFGHIKLMNOPQRSTUVWXY")
        write_pictures(Path("data/train"), letters, 3, 28, 0)
        write_pictures(Path("data/validation"), letters, 2, 28, 100)
        write_table("sign_mnist_train.csv", list(range(9)) + list(range(10, 25)), 300)
        write_table("table.csv", [24, 0, 3, 7, 7, 1, 10], 500)


# --- what functions give ------------------------------------------------------------------------------------


def batches(data, *, limit: int = 20):
    """The batches of a dataset, or of one round of a generator."""
    for batch in itertools.islice(data, len(data) if hasattr(data, "next") else limit):
        yield tuple(np.asarray(part) for part in batch)


def told(data) -> Counter:
    """How often which picture comes with which label."""
    seen: Counter = Counter()
    for images, labels in batches(data):
        for image, label in zip(images, labels, strict=True):
            seen[round(float(image.mean()), 2), tuple(np.atleast_1d(label).tolist())] += 1
    return seen


def sizes(data) -> list:
    return [(x.shape, y.shape[1:]) for x, y in batches(data)]


def sorted_labels(data) -> bool:
    labels = np.concatenate([y.reshape(len(y), -1).argmax(-1) if y.ndim > 1 and y.shape[1] > 1 else y.ravel() for _, y in batches(data)])
    return bool((np.diff(labels) >= 0).all())


def expected_datasets(tf, assignment):
    if assignment.startswith("horses"):
        settings = {"image_size": (150, 150), "label_mode": "binary", "batch_size": 32}
    else:
        settings = {"image_size": (28, 28), "label_mode": "categorical", "batch_size": 32, "color_mode": "grayscale"}
    load = tf.keras.utils.image_dataset_from_directory
    return [load(f"data/{name}", shuffle=False, **settings) for name in ("train", "validation")]


def train_val_datasets(names, tf, assignment):
    actual = names["train_val_datasets"]()
    assert isinstance(actual, tuple) and len(actual) == 2
    for made, wanted in zip(actual, expected_datasets(tf, assignment), strict=True):
        for (shape, label), (other_shape, other_label) in zip(sizes(made), sizes(wanted), strict=True):
            assert shape == other_shape
            assert label == other_label or (assignment.startswith("horses") and label in {(), (1,)})
        a, b = told(made), told(wanted)
        if made.element_spec[0].shape == wanted.element_spec[0].shape and "interpolation" not in names["__source__"]:
            assert a == b
        assert Counter(l for _, l in a.elements()) == Counter(l for _, l in b.elements())
    assert not sorted_labels(actual[0])


def augmented(generator) -> bool:
    first, second = (np.sort([x.sum() for x, _ in batches(generator) for x in x]) for _ in range(2))
    return not np.allclose(first, second)


def train_val_generators(names, tf, assignment):
    images = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
    if assignment.startswith("horses"):
        folders = "elsewhere/train", "elsewhere/validation"
        actual = names["train_val_generators"](*folders)
        wanted = [images.flow_from_directory(f, target_size=(150, 150), class_mode="binary") for f in folders]
    else:
        arrays = [np.array([picture(k + s, 28) for k in range(m)], float) for s, m in ((0, 35), (70, 40))]
        labels = [np.arange(m) % 25 * 1.0 for m in (35, 40)]
        actual = names["train_val_generators"](arrays[0].copy(), labels[0].copy(), arrays[1].copy(), labels[1].copy())
        wanted = [images.flow(a[..., None], y) for a, y in zip(arrays, labels, strict=True)]
        for made, other in zip(actual, wanted, strict=True):
            assert made.x.shape == other.x.shape and made.y.shape == other.y.shape
    assert isinstance(actual, tuple) and len(actual) == 2
    for made, other in zip(actual, wanted, strict=True):
        assert sum(s[0][0] for s in sizes(made)) == sum(s[0][0] for s in sizes(other))
        assert sizes(made)[0][0][1:] == sizes(other)[0][0][1:] and sizes(made)[0][1] == sizes(other)[0][1]
        biggest = max(x.max() for x, _ in batches(made))
        assert 0.5 < biggest <= 1.0001
        assert Counter(l for _, l in told(made).elements()) == Counter(l for _, l in told(other).elements())
    assert told(actual[1]) == told(wanted[1])
    assert not augmented(actual[1])
    if assignment.startswith("horses"):
        assert augmented(actual[0])
        assert os.path.samefile(actual[0].directory, "elsewhere/train")
    else:
        scale = 255 if actual[0].x.max() > 1 else 1
        assert np.allclose(actual[0].x * 255 / scale, wanted[0].x) and (actual[0].y == wanted[0].y).all()


def parse_data_from_input(names, tf, assignment):
    wanted = np.loadtxt("table.csv", delimiter=",", skiprows=1)
    images, labels = names["parse_data_from_input"]("table.csv")
    assert images.dtype == labels.dtype == np.float64
    assert images.shape == (7, 28, 28) and labels.shape == (7,)
    assert (images.reshape(7, 784) == wanted[:, 1:]).all() and (labels == wanted[:, 0]).all()


def create_pre_trained_model(names, tf, assignment):
    requested.clear()
    model = names["create_pre_trained_model"](*([WEIGHTS] if "train_val_generators" in names else []))
    assert model.count_params() == 21802784 and not model.trainable_weights
    assert tuple(model.input_shape) == (None, 150, 150, 3) and tuple(model.output_shape) == (None, 3, 3, 2048)
    assert requested == [WEIGHTS], requested


def base(tf):
    if not hasattr(base, "model"):
        base.model = tf.keras.applications.InceptionV3(weights=None, include_top=False, input_shape=(150, 150, 3))
    base.model.trainable = False
    return base.model


def output_of_last_layer(names, tf, assignment):
    model = base(tf)
    assert names["output_of_last_layer"](model) is model.get_layer("mixed7").output


def fits(tf, model, labels, top: float = 1) -> None:
    """The loss is the cross-entropy of what the model puts out, whichever way it is written."""
    x = np.random.default_rng(0).uniform(0, top, (len(labels), *model.input_shape[1:])).astype("float32")
    p = np.clip(np.asarray(model(x, training=False), "float64"), 1e-7, 1)
    linear = getattr(model.layers[-1], "activation", None) is tf.keras.activations.linear
    if linear:
        assert not isinstance(model.loss, str) and model.loss.get_config()["from_logits"] is True
        return
    if p.shape[-1] == 1:
        wanted = -np.mean(labels * np.log(p[:, 0]) + (1 - labels) * np.log(np.clip(1 - p[:, 0], 1e-7, 1)))
        y = labels.reshape(-1, 1).astype("float32")
    elif model.loss == "categorical_crossentropy" or type(model.loss).__name__ == "CategoricalCrossentropy":
        wanted = -np.mean(np.log(p[np.arange(len(labels)), labels]))
        y = np.eye(p.shape[-1], dtype="float32")[labels]
    else:
        wanted = -np.mean(np.log(p[np.arange(len(labels)), labels]))
        y = labels.astype("float32")
    loss = model.evaluate(x, y, verbose=0, batch_size=len(labels))
    assert abs(float(np.ravel(loss)[0]) - wanted) < 1e-3
    assert np.allclose(p.sum(-1), 1, atol=1e-3) or p.shape[-1] == 1


def metric_names(model) -> list[str]:
    given = getattr(model, "_compile_metrics", None) or getattr(model, "compiled_metrics", None)
    metrics = getattr(given, "_user_metrics", None) or getattr(given, "_metrics", None) or []
    return [str(getattr(metric, "name", metric)).lower() for metric in np.ravel(np.array(metrics, dtype=object))]


def create_final_model(names, tf, assignment):
    pre = base(tf)
    model = names["create_final_model"](pre, pre.get_layer("mixed7").output)
    assert model.count_params() == 47512481
    assert sum(int(np.prod(w.shape)) for w in model.trainable_weights) == 38537217
    weights = [w.shape for w in model.trainable_weights]
    assert [tuple(s) for s in weights] == [(37632, 1024), (1024,), (1024, 1), (1,)]
    text = str([(type(x).__name__, x.get_config()) for x in flat(model)[-12:]])
    drops = [x for x in flat(model) if type(x).__name__ == "Dropout"]
    dense = [x for x in flat(model) if type(x).__name__ == "Dense"]
    assert [x.rate for x in drops] == [0.2], text
    head = flat(model)
    assert head.index(dense[0]) < head.index(drops[0]) < head.index(dense[1])
    assert "'relu'" in text and "'sigmoid'" in text and "softmax" not in text
    assert drops[0].input.shape[-1] == 1024 and head_uses(model, drops[0])
    assert type(model.optimizer).__name__ == "RMSprop"
    rate = 1e-4 if "train_val_generators" in names else 1e-5
    assert abs(float(np.asarray(model.optimizer.learning_rate)) / rate - 1) < 1e-3
    fits(tf, model, np.array([0, 1, 1]))
    assert any("acc" in name for name in metric_names(model))
    pre.trainable = False


def head_uses(model, layer) -> bool:
    nodes = getattr(layer, "_outbound_nodes", None) or getattr(layer, "outbound_nodes", [])
    return bool(nodes)


def flat(model) -> list:
    return [y for x in model.layers for y in (flat(x) if hasattr(x, "layers") else [x])]


def create_model(names, tf, assignment):
    model = names["create_model"]()
    newest = "train_val_datasets" in names
    kinds = Counter(type(x).__name__ for x in flat(model))
    assert 1 <= kinds["Conv2D"] <= 2 and kinds["MaxPooling2D"] <= 2
    assert tuple(model.input_shape) == (None, 28, 28, 1) and len(model.output_shape) == 2
    assert model.output_shape[-1] == 24 if newest else model.output_shape[-1] >= 25
    if newest:
        scale = [x.scale for x in flat(model) if type(x).__name__ == "Rescaling"]
        assert len(scale) == 1 and abs(scale[0] - 1 / 255) < 1e-9
        assert "Categorical" in type(model.loss).__name__ or "categorical" in str(model.loss)
        assert "parse" not in str(model.loss).lower() and "sparse" not in str(model.loss).lower()
        assert "Sparse" not in type(model.loss).__name__
    fits(tf, model, np.array([0, 3, 5, 23] if newest else [0, 3, 24, 7]), 255 if newest else 1)
    assert any("acc" in name for name in metric_names(model))
    before = [w.numpy().copy() for w in model.trainable_weights]
    assert before
    x = np.random.default_rng(0).uniform(0, 255 if newest else 1, (16, 28, 28, 1)).astype("float32")
    y = np.arange(16)
    model.fit(x, np.eye(24, dtype="float32")[y] if newest else y, verbose=0)
    assert any(not np.array_equal(a, b.numpy()) for a, b in zip(before, model.trainable_weights, strict=True))


GRADED = (
    train_val_datasets, parse_data_from_input, train_val_generators,
    create_pre_trained_model, output_of_last_layer, create_final_model, create_model,
)


# --- running notebooks ---------------------------------------------------------------------------------------


def source_of(path: Path) -> str:
    source = path.read_text(encoding="utf-8")
    if path.name.startswith("standard") or source.startswith("# standalone"):
        return source
    behind = re.search(r"^# behind: (\S+)$", source, re.MULTILINE)
    standard = path.parent.parent / (behind[1] if behind else "standard.py")
    return standard.read_text(encoding="utf-8") + "\n# %%\n" + source


def wrong_functions(path: Path, tf, assignment: str) -> dict[str, str]:
    """What is wrong about each function that is not right."""
    source = source_of(path)
    names: dict = {"__name__": "__main__", "__source__": source}
    for cell in re.split(r"^# %%.*$", source, flags=re.MULTILINE):
        exec(compile(cell, path.name, "exec", dont_inherit=True), names)  # noqa: S102
    failed = {}
    for check in GRADED:
        if check.__name__ not in names:
            continue
        tf.keras.utils.set_random_seed(5)
        try:
            check(names, tf, assignment)
        except Exception as error:  # noqa: BLE001 - a student's code raises what it likes
            failed[check.__name__] = f"{type(error).__name__}: {str(error)[:150]!r}"
    return failed


def check_all(assignment: str, keras: str, slugs: list[str]) -> int:
    import tensorflow as tf

    stub = ModuleType("unittests")
    sys.modules["unittests"] = stub
    record = lambda self, path, *a, **k: requested.append(Path(str(path)).name)  # noqa: E731
    tf.keras.Model.load_weights = record
    bad = 0
    folder = HERE / assignment
    for path in [*sorted(folder.glob("standard*.py")), *sorted(folder.glob("right/*.py")), *sorted(folder.glob("wrong/*.py"))]:
        source = source_of(path)
        if (slugs and path.stem not in slugs) or ("ImageDataGenerator" in source) != (keras == "2"):
            continue
        broken = re.findall(r"^# breaks: (\w+)", source, re.MULTILINE) if path.parent.name == "wrong" else []
        with open(os.devnull, "w") as nowhere:
            stdout, sys.stdout = sys.stdout, nowhere
            try:
                failed = wrong_functions(path, tf, assignment)
            finally:
                sys.stdout = stdout
        if list(failed) != broken or slugs:
            bad += list(failed) != broken
            print(f"{path.parent.name}/{path.name}: {failed or 'nothing is wrong'}", flush=True)
    print(f"keras {keras}: {bad} variants are not what they should be", flush=True)
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assignment")
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--keras", choices=["2", "3"])
    options = parser.parse_args()
    if options.keras is None:
        runs = [
            subprocess.run(  # noqa: S603
                [sys.executable, __file__, options.assignment, *options.slugs, "--keras", keras],
                env={**os.environ, "TF_USE_LEGACY_KERAS": str(int(keras == "2")), "TF_CPP_MIN_LOG_LEVEL": "3"},
                check=False,
            ).returncode
            for keras in ("2", "3")
        ]
        return max(runs)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        furnish(options.assignment)
        return int(check_all(options.assignment, options.keras, options.slugs) > 0)


if __name__ == "__main__":
    sys.exit(main())
