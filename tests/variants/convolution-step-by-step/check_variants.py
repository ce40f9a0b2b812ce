# ruff: noqa: NPY002, T201 -- published values are seeded the old way; a script prints
"""Prove the variants next to this file: right/ is right, wrong/ is wrong in its named function only.

Usage: python check_variants.py [--verbose] [SLUG ...]

The truth comes from scalar sums over index arithmetic written here, not from standard.py. Each variant is
executed after standard.py in one namespace, as notebook cells are, with the names that NumPy 2 removed put
back. Legal inputs: batches of 1 to 4, unequal sides, strides 1 to 3, pads 0 to 3 (conv_backward 1 to 3),
windows 1 to 5, both modes, negative-only values, float32 and float64, sides that the stride does not divide.
Exit code 0 when every variant is what its folder says, 1 otherwise.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import io
import itertools
import os
import sys
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
MAX_CALL_SECONDS = 0.05
GRADED = (
    "zero_pad",
    "conv_single_step",
    "conv_forward",
    "pool_forward",
    "conv_backward",
    "create_mask_from_window",
    "distribute_value",
    "pool_backward",
)
CALLERS = {
    "zero_pad": {"conv_forward", "conv_backward"},
    "conv_single_step": {"conv_forward"},
    "create_mask_from_window": {"pool_backward"},
    "distribute_value": {"pool_backward"},
}
NUMPY_1_NAMES = {
    "float": float,
    "int": int,
    "object": object,
    "asscalar": lambda a: a.item(),
    "product": np.prod,
    "cumproduct": np.cumprod,
    "alltrue": np.all,
    "sometrue": np.any,
    "Inf": np.inf,
    "NINF": -np.inf,
    "NaN": np.nan,
    "float_": np.float64,
    "round_": np.round,
}


# --- the truth -------------------------------------------------------------------------------------------


def true_zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    out = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    for y, x in itertools.product(range(n_H), range(n_W)):
        out[:, y + pad, x + pad, :] = X[:, y, x, :]
    return out


def true_conv_single_step(a_slice_prev, W, b):
    pairs = zip(a_slice_prev.ravel().tolist(), W.ravel().tolist(), strict=True)
    return np.asarray(sum(p * q for p, q in pairs) + b.item())


def meetings(H, width, f, stride, pad):
    """Yield output row and column, filter row and column, input row and column wherever they meet."""
    n_H, n_W = (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1
    for h, w, y, x in itertools.product(range(n_H), range(n_W), range(f), range(f)):
        r, q = h * stride + y - pad, w * stride + x - pad
        if 0 <= r < H and 0 <= q < width:
            yield h, w, y, x, r, q


def true_conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    A, (m, H, width, _) = A_prev.astype(float), A_prev.shape
    f, n_C = W.shape[0], W.shape[3]
    Z = np.zeros((m, (H + 2 * pad - f) // stride + 1, (width + 2 * pad - f) // stride + 1, n_C))
    Z += b.reshape(n_C)
    for h, w, y, x, r, q in meetings(H, width, f, stride, pad):
        Z[:, h, w, :] += A[:, r, q, :] @ W[y, x]
    return Z, (A_prev, W, b, hparameters)


def true_conv_backward(dZ, cache):
    A_prev, W, _, hparameters = cache
    A, dZ = A_prev.astype(float), dZ.astype(float)
    dA, dW, db = np.zeros(A.shape), np.zeros(W.shape), np.zeros((1, 1, 1, W.shape[3]))
    for h, w, y, x, r, q in meetings(*A.shape[1:3], W.shape[0], hparameters["stride"], hparameters["pad"]):
        dA[:, r, q, :] += dZ[:, h, w, :] @ W[y, x].T
        dW[y, x] += A[:, r, q, :].T @ dZ[:, h, w, :]
    for place in np.ndindex(dZ.shape):
        db[0, 0, 0, place[3]] += dZ[place]
    return dA, dW, db


def true_pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, H, width, n_C = A_prev.shape
    A = np.zeros((m, (H - f) // stride + 1, (width - f) // stride + 1, n_C))
    for i, h, w, c in np.ndindex(A.shape):
        cells = [
            float(A_prev[i, h * stride + y, w * stride + x, c])
            for y, x in itertools.product(range(f), range(f))
        ]
        A[i, h, w, c] = max(cells) if mode == "max" else sum(cells) / len(cells)
    return A, (A_prev, hparameters)


def true_pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    out = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(dA.shape):
        cells = [(i, h * stride + y, w * stride + x, c) for y, x in itertools.product(range(f), range(f))]
        if mode == "max":
            out[max(cells, key=lambda cell: A_prev[cell])] += dA[i, h, w, c]
        else:
            for cell in cells:
                out[cell] += dA[i, h, w, c] / len(cells)
    return out


def true_create_mask_from_window(x):
    top = max(x.ravel().tolist())
    return np.array([[v == top for v in row] for row in x.tolist()])


def true_distribute_value(dz, shape):
    return np.array([[dz / (shape[0] * shape[1])] * shape[1]] * shape[0])


TRUTH: dict[str, Callable[..., Any]] = {name: globals()[f"true_{name}"] for name in GRADED}


# --- legal inputs ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One call of one function and what it must return."""

    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Say what is special about the input."""
        shown = [describe(a) for a in self.args] + [f"{k}={v!r}" for k, v in self.kwargs.items()]
        return f"{self.function}({', '.join(shown)})"


def describe(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.shape}"
    if isinstance(value, tuple):
        return f"({', '.join(describe(v) for v in value)})"
    return repr(value)


class Maker:
    """Draws arrays without ties, of a kind that changes from call to call."""

    def __init__(self, seed: int, kinds: tuple[str, ...]) -> None:
        self.rng = np.random.default_rng(seed)
        self.kinds = itertools.cycle(kinds)
        self.kind = kinds[0]

    def next_kind(self) -> None:
        """Go on to the next kind of values."""
        self.kind = next(self.kinds)

    def array(self, *shape: int) -> np.ndarray:
        """Draw values of the present kind."""
        if self.kind == "int":
            return self.rng.permutation(int(np.prod(shape))).reshape(shape) - int(np.prod(shape)) // 2
        values = self.rng.standard_normal(shape)
        if self.kind.startswith("negative"):
            values = -0.05 - np.abs(values)
        return values.astype(np.float32) if self.kind.endswith("32") else values

    def pick(self, low: int, high: int) -> int:
        """Draw a whole number between two, both included."""
        return int(self.rng.integers(low, high + 1))

    def sides(self, smallest: int, largest: int) -> tuple[int, int]:
        """Draw two unequal sides, now the one and now the other larger."""
        short = self.pick(smallest, largest - 1)
        long = self.pick(short + 1, largest)
        return (short, long) if self.pick(0, 1) else (long, short)


FLOATS = ("f64", "f32", "negative64", "f64", "f32", "negative32", "f64")


def cases_of(seed: int = 7, kinds: tuple[str, ...] = FLOATS, rounds: int = 2) -> Iterator[Case]:
    make = Maker(seed, kinds)
    for pad, _ in itertools.product(range(4), range(6 * rounds)):
        make.next_kind()
        X = make.array(make.pick(1, 4), *make.sides(1, 7), make.pick(1, 5))
        yield Case("zero_pad", (X, pad))
    for f, _ in itertools.product(range(1, 6), range(6 * rounds)):
        make.next_kind()
        shape = (f, f, make.pick(1, 5))
        yield Case("conv_single_step", (make.array(*shape), make.array(*shape), make.array(1, 1, 1)))
    for stride, pad, f, _ in itertools.product((1, 2, 3), range(4), range(1, 6), range(rounds)):
        make.next_kind()
        smallest = max(1, f - 2 * pad)
        A_prev = make.array(make.pick(1, 4), *make.sides(smallest, smallest + 4), make.pick(1, 4))
        n_C = make.pick(1, 4)
        W, b = make.array(f, f, A_prev.shape[3], n_C), make.array(1, 1, 1, n_C)
        hparameters = {"stride": stride, "pad": pad}
        yield Case("conv_forward", (A_prev, W, b, hparameters))
        if pad:
            n_H, n_W = ((n + 2 * pad - f) // stride + 1 for n in A_prev.shape[1:3])
            dZ = make.array(len(A_prev), n_H, n_W, n_C)
            yield Case("conv_backward", (dZ, (A_prev, W, b, hparameters)))
    for stride, f, turn in itertools.product((1, 2, 3), range(1, 6), range(2 * rounds)):
        make.next_kind()
        A_prev = make.array(make.pick(1, 4), *make.sides(f, f + 5), make.pick(1, 4))
        n_H, n_W = ((n - f) // stride + 1 for n in A_prev.shape[1:3])
        hparameters = {"stride": stride, "f": f}
        dA = make.array(len(A_prev), n_H, n_W, A_prev.shape[3])
        for mode in ("max", "average"):
            extra, kwargs = ((mode,), {}) if turn % 2 else ((), {"mode": mode})
            yield Case("pool_forward", (A_prev, hparameters, *extra), kwargs)
            yield Case("pool_backward", (dA, (A_prev, hparameters), *extra), kwargs)
        if turn % 2:  # what it does when nobody names a mode
            yield Case("pool_forward", (A_prev, hparameters))
            yield Case("pool_backward", (dA, (A_prev, hparameters)))
    for h, w, _ in itertools.product(range(1, 6), range(1, 6), range(rounds)):
        make.next_kind()
        yield Case("create_mask_from_window", (make.array(h, w),))
        dz = make.array(1)[0]
        yield Case("distribute_value", (dz if make.pick(0, 1) else dz.item(), (h, w)))


# --- judging ---------------------------------------------------------------------------------------------


def objection(actual: Any, expected: Any, where: str = "return") -> str | None:
    """Say what is wrong with a result, or None."""
    if isinstance(expected, tuple):
        if not isinstance(actual, (tuple, list)) or len(actual) != len(expected):
            return f"{where}: not {len(expected)} results"
        parts = (
            objection(a, e, f"{where}[{n}]") for n, (a, e) in enumerate(zip(actual, expected, strict=True))
        )
        return next((part for part in parts if part), None)
    if isinstance(expected, dict):
        return None if type(actual) is dict and actual == expected else f"{where}: another dictionary"
    scalar = expected.ndim == 0 and isinstance(actual, (int, float, np.generic))
    if not scalar and type(actual) is not np.ndarray:
        return f"{where}: a {type(actual).__name__}"
    actual = np.asarray(actual)
    if actual.dtype.kind not in "biuf":
        return f"{where}: dtype {actual.dtype}"
    if actual.shape != expected.shape:
        return f"{where}: shape {actual.shape}, not {expected.shape}"
    expected = expected.astype(float)
    scale = max(1.0, float(np.abs(expected).max(initial=0)))
    if not np.allclose(actual.astype(float), expected, rtol=1e-4, atol=1e-5 * scale):
        return f"{where}: other values"
    return None


def same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


def judge(namespace: dict[str, Any], case: Case, expected: Any) -> str | None:
    """Call the function on copies of the inputs; return an objection, or None."""
    args = copy.deepcopy(case.args)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            actual = namespace[case.function](*args, **case.kwargs)
    except Exception as error:  # noqa: BLE001 - a student's code raises what it likes
        return f"raises {type(error).__name__}: {error}"
    problem = objection(actual, expected)
    if problem is None and not same(args, case.args):
        problem = "modifies its inputs"
    return problem


def load(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run standard.py and a variant as cells of one notebook; return the names before and after."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile((HERE / "standard.py").read_text(), "standard.py", "exec", dont_inherit=True), namespace)  # noqa: S102
    before = dict(namespace)
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(path.read_text(), path.name, "exec", dont_inherit=True), namespace)  # noqa: S102
    return before, namespace


def redefined(path: Path) -> set[str]:
    """Names of graded functions that the file binds at its top level."""
    bound: set[str] = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound.add(node.name)
        else:
            bound |= {
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
    return bound & set(GRADED)


# --- published-like tests, to tell which wrong files get past them ---------------------------------------


def published_objection(namespace: dict[str, Any], function: str) -> str | None:
    """Check the looks that the assignment's own tests take, and no more."""
    looks = {name: globals()[f"published_{name}"] for name in GRADED}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            passed = looks[function](namespace[function])
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    return None if passed else "differs"


def near(actual: Any, expected: Any) -> bool:
    return bool(np.allclose(actual, expected, rtol=1e-5, atol=1e-7))


def published_zero_pad(fn):
    np.random.seed(1)
    x = np.random.randn(4, 3, 3, 2)
    y = np.random.randn(5, 4, 4, 3)
    one, two = fn(x.copy(), 3), fn(y.copy(), 2)
    return (
        isinstance(one, np.ndarray)
        and one.shape == (4, 9, 9, 2)
        and near(one, true_zero_pad(x, 3))
        and two.shape == (5, 8, 8, 3)
        and near(two, true_zero_pad(y, 2))
    )


def published_conv_single_step(fn):
    oks = []
    for seed, shape, value in ((1, (4, 4, 3), -6.999089450680221), (3, (5, 5, 3), -3.5443670581382474)):
        np.random.seed(seed)
        Z = fn(np.random.randn(*shape), np.random.randn(*shape), np.random.randn(1, 1, 1))
        oks.append(np.ndim(Z) == 0 and near(float(Z), value))
    return all(oks)


def published_conv_forward(fn):
    np.random.seed(1)
    A, W, b = np.random.randn(2, 5, 7, 4), np.random.randn(3, 3, 4, 8), np.random.randn(1, 1, 1, 8)
    Z, cache = fn(A, W, b, {"pad": 1, "stride": 2})
    ok = near(np.mean(Z), 0.5511276474566768) and near(cache[0][1][2][3], A[1, 2, 3])
    np.random.seed(3)
    A, W, b = np.random.randn(2, 5, 7, 4), np.random.randn(3, 3, 4, 8), np.random.randn(1, 1, 1, 8)
    ok = ok and fn(A, W, b, {"pad": 3, "stride": 1})[0].shape == (2, 9, 11, 8)
    ok = ok and fn(A, W, b, {"pad": 0, "stride": 2})[0].shape == (2, 2, 3, 8)
    W, b = np.random.randn(5, 5, 4, 8), np.random.randn(1, 1, 1, 8)
    Z, cache = fn(A, W, b, {"pad": 6, "stride": 1})
    return (
        ok
        and Z.shape == (2, 13, 15, 8)
        and near(np.mean(Z), -0.5384027772160062)
        and near(cache[0][1, 2], A[1, 2])
    )


def published_pool_forward(fn):
    A = np.random.randn(2, 5, 7, 3)
    ok = fn(A, {"stride": 2, "f": 2}, mode="average")[0].shape == (2, 2, 3, 3)
    ok = ok and fn(np.random.randn(4, 5, 7, 4), {"stride": 1, "f": 5}, mode="max")[0].shape == (4, 1, 3, 4)
    for f, mode in itertools.product((2, 3), ("max", "average")):
        np.random.seed(1)
        A = np.random.randn(2, 5, 5, 3)
        hparameters = {"stride": 1, "f": f}
        actual, cache = fn(A, hparameters, mode=mode) if mode == "average" else fn(A, hparameters)
        truth = true_pool_forward(A, hparameters, mode)[0]
        ok = (
            ok
            and actual.shape == truth.shape
            and near(actual[1, 1], truth[1, 1])
            and near(cache[0][1, 2], A[1, 2])
        )
    return ok


def published_conv_backward(fn):
    np.random.seed(1)
    A, W, b = np.random.randn(10, 4, 4, 3), np.random.randn(2, 2, 3, 8), np.random.randn(1, 1, 1, 8)
    Z, cache = true_conv_forward(A, W, b, {"pad": 2, "stride": 2})
    dA, dW, db = fn(Z, cache)
    means = (1.45243777754, 1.72699145831, 7.83923256462)
    return (dA.shape, dW.shape, db.shape) == ((10, 4, 4, 3), (2, 2, 3, 8), (1, 1, 1, 8)) and all(
        near(np.mean(a), e) for a, e in zip((dA, dW, db), means, strict=True)
    )


def published_create_mask_from_window(fn):
    mask = fn(np.array([[-1, 2, 3], [2, -3, 2], [1, 5, -2]]))
    np.random.seed(1)
    x = np.random.randn(2, 3)
    return (
        isinstance(mask, np.ndarray)
        and near(mask, [[0, 0, 0], [0, 0, 0], [0, 1, 0]])
        and near(fn(x), [[1, 0, 0], [0, 0, 0]])
    )


def published_distribute_value(fn):
    return near(fn(2, (2, 2)), [[0.5, 0.5], [0.5, 0.5]]) and near(np.sum(fn(100, (10, 10))), 100)


def published_pool_backward(fn):
    np.random.seed(1)
    A_prev = np.random.randn(5, 5, 3, 2)
    _, cache = true_pool_forward(A_prev, {"stride": 1, "f": 2})
    dA = np.random.randn(5, 4, 2, 2)
    return all(
        near(fn(dA, cache, mode=mode)[1, 1], true_pool_backward(dA, cache, mode)[1, 1])
        for mode in ("max", "average")
    )


# --- one file --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Finding:
    """What one file turned out to be."""

    path: str
    problems: tuple[str, ...]
    note: str = ""


def with_truth(cases: Iterator[Case]) -> list[tuple[Case, Any]]:
    return [(case, TRUTH[case.function](*case.args, **case.kwargs)) for case in cases]


FLOAT_CASES: list[tuple[Case, Any]] = []
INT_CASES: list[tuple[Case, Any]] = []


def prepare() -> None:
    """Set up a worker: the old NumPy names, silence, and the cases."""
    for name, value in NUMPY_1_NAMES.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if not hasattr(np, name):
                setattr(np, name, value)
    warnings.simplefilter("ignore")
    FLOAT_CASES.extend(with_truth(cases_of()))
    INT_CASES.extend(with_truth(cases_of(seed=11, kinds=("int",), rounds=1)))


def slow_calls(namespace: dict[str, Any], names: set[str]) -> Iterator[str]:
    """Time each function on a (2, 6, 7, 3) input, the best of three."""
    rng = np.random.default_rng(0)
    A, W, b = (
        rng.standard_normal((2, 6, 7, 3)),
        rng.standard_normal((3, 3, 3, 4)),
        rng.standard_normal((1, 1, 1, 4)),
    )
    conv, pool = {"stride": 1, "pad": 1}, {"stride": 1, "f": 3}
    calls = {
        "zero_pad": (A, 3),
        "conv_single_step": (W[..., 0], W[..., 1], b[..., 0]),
        "conv_forward": (A, W, b, conv),
        "pool_forward": (A, pool),
        "conv_backward": (rng.standard_normal((2, 6, 7, 4)), (A, W, b, conv)),
        "create_mask_from_window": (A[0, :, :, 0],),
        "distribute_value": (1.5, (3, 4)),
        "pool_backward": (rng.standard_normal((2, 4, 5, 3)), (A, pool)),
    }
    for name in names:
        best = np.inf
        for _ in range(3):
            start = time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
                namespace[name](*copy.deepcopy(calls[name]))
            best = min(best, time.perf_counter() - start)
        if best > MAX_CALL_SECONDS:
            yield f"{name} takes {best:.3f} s"


def check_right(path: Path) -> Finding:
    """Every function must be right on every input, whole numbers included."""
    _, namespace = load(path)
    problems = [] if path.name == "standard.py" or redefined(path) else ["defines no graded function"]
    for case, expected in [*FLOAT_CASES, *INT_CASES]:
        problem = judge(namespace, case, expected)
        if problem:
            problems.append(f"{case.label}: {problem}")
    for name in GRADED:
        problem = published_objection(namespace, name)
        if problem:
            problems.append(f"{name}: published tests: {problem}")
    problems.extend(slow_calls(namespace, set(GRADED)))
    return Finding(str(path.relative_to(HERE)), tuple(problems))


def check_wrong(path: Path) -> Finding:
    """The named function must fail somewhere; nothing that does not call it may."""
    problems = []
    head = path.read_text().splitlines()[:2]
    name = head[0].removeprefix("# breaks: ")
    if name not in GRADED or not path.name.startswith(f"{name}-"):
        problems.append("first line or file name does not name the function")
    if not head[1].startswith("# because: ") or not head[1].endswith("."):
        problems.append("second line gives no reason")
    before, namespace = load(path)
    if redefined(path) != {name}:
        problems.append(f"defines {sorted(redefined(path))}")
    changed = {n for n in GRADED if namespace[n] is not before[n]}
    if changed != {name}:
        problems.append(f"rebinds {sorted(changed)}")
    bystanders = set(GRADED) - {name} - CALLERS.get(name, set())
    failures = []
    total = 0
    for number, (case, expected) in enumerate(FLOAT_CASES):
        if case.function == name:
            total += 1
            problem = judge(namespace, case, expected)
            if problem:
                failures.append(f"{case.label}: {problem}")
        elif case.function in bystanders and number % 5 == 0:
            problem = judge(namespace, case, expected)
            if problem:
                problems.append(f"bystander {case.label}: {problem}")
    if not failures:
        problems.append(f"{name} is right on all {total} inputs")
    problems.extend(slow_calls(namespace, {name}))
    past = "passes" if published_objection(namespace, name) is None else "fails"
    note = f"wrong on {len(failures)}/{total}, {past} published"
    return Finding(str(path.relative_to(HERE)), tuple(problems), f"{note}; {failures[0] if failures else ''}")


def check(path: Path) -> Finding:
    """Judge one file by the folder that it is in."""
    try:
        return check_wrong(path) if path.parent.name == "wrong" else check_right(path)
    except Exception as error:  # noqa: BLE001
        return Finding(str(path.relative_to(HERE)), (f"does not run: {type(error).__name__}: {error}",))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verbose", action="store_true", help="also print what each wrong file does")
    parser.add_argument("slugs", nargs="*", help="check only files whose path contains one of these")
    options = parser.parse_args()
    paths = [HERE / "standard.py", *sorted(HERE.glob("right/*.py")), *sorted(HERE.glob("wrong/*.py"))]
    if options.slugs:
        paths = [p for p in paths if any(slug in str(p.relative_to(HERE)) for slug in options.slugs)]
    with ProcessPoolExecutor(os.cpu_count(), initializer=prepare) as pool:
        findings = list(pool.map(check, paths))
    for finding in findings:
        for problem in finding.problems[:3]:
            print(f"{finding.path}: {problem[:300]}")
        if options.verbose and finding.note:
            print(f"{finding.path}: {finding.note[:230]}")
    bad = sum(bool(f.problems) for f in findings)
    right, wrong = (sum(f.path.startswith(folder) for f in findings) for folder in ("right/", "wrong/"))
    past = sum("passes published" in f.note for f in findings)
    print(
        f"{right} right, {wrong} wrong ({past} of them pass the published tests), {bad} not as they should be"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
