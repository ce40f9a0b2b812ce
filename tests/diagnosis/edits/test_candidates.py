"""The candidate edits of a function: what it takes to fix it is among them."""

from __future__ import annotations

import ast

import pytest

from grader.diagnosis.edits.candidates import candidates
from grader.diagnosis.edits.source import Source

RIGHT = """\
def f(A, W, b, hp):
    stride, k = hp["stride"], hp["f"]
    n_H, n_W = A.shape[1:3]
    products = A * W
    for h in range(n_H):
        for w in range(n_W):
            part = A[:, h * stride : h * stride + k, w * stride : w * stride + k]
            pool = {"max": np.max}[mode]
    out = np.zeros((n_H, n_W)) + np.sum(products)
    steps = A[:, ::stride, ::stride]
    sums = np.einsum("ihwc->hwi", A) / A.sum(axis=(1, 2), keepdims=True) + W[:, None] + b[:, None]
    rows = []
    for row in np.stack(out):
        rows.append(np.abs(row))
    return out, part, steps, sums, rows
"""
# What is written instead of what.
MISTAKES = {
    "the other half of a window": ("w * stride : w * stride + k]", ": w * stride + k]"),
    "an axis of an index": ("h * stride : h * stride + k, w", "w"),
    "a step": ("::stride, ::stride", "::stride, :"),
    "a variable that is never read": (" + np.sum(products)", ""),
    "an array of a size": ("np.zeros((n_H, n_W))", "(n_H, n_W)"),
    "a function that is not called at once": ("np.max", "np.sum"),
    "a factor read with others": ("w * stride + k", "w + k"),
    "a range that is too short": ("range(n_W)", "range(n_W - 1)"),
    "letters in another order": ("ihwc->hwi", "ihwc->whi"),
    "an argument of a call": ("axis=(1, 2), keepdims=True", "axis=(1, 2)"),
    "other axes": ("axis=(1, 2)", "axis=0"),
    "an axis of an array's size": ("np.zeros((n_H, n_W))", "np.zeros((n_H, ))"),
    "an array put beside others": ("np.stack", "np.concatenate"),
    "a list that nothing is appended to": ("rows.append(np.abs(row))", "np.abs(row)"),
    "a new axis": ("W[:, None]", "W"),
    "loops the wrong way round": (
        "for h in range(n_H):\n        for w in range(n_W)",
        "for w in range(n_H):\n        for h in range(n_W)",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_has_its_edit(mistake: str) -> None:
    """Without any example of a right solution."""
    right, wrong = MISTAKES[mistake]
    source = Source(RIGHT.replace(right, wrong))
    wanted = Source(RIGHT).tree
    assert any(same(source.apply(edit), wanted) for edit in candidates(source, []))


def same(text: str, wanted: ast.AST) -> bool:
    """Return whether a text is the wanted function."""
    try:
        return ast.dump(ast.parse(text)) == ast.dump(wanted)
    except SyntaxError:
        return False


def test_height_comes_before_width() -> None:
    """Of two swaps that fix a function, the one that restores the usual order is likelier."""
    source = Source("def f(shape):\n    n_W, n_H = shape\n    return np.ones((n_H, n_W))\n")
    swaps = [edit for edit in candidates(source, []) if edit.idea == "swapped"]
    assert [edit.line for edit in swaps] == [2, 3]


PRODUCT = """def f(A, W, n):
    k = np.int(W.shape[0])
    for y in range(k):
        for x in range(k):
            a, c = y{step}, x * n
            A += A[a, c]{product}
    return A, (W, n)
"""


@pytest.mark.parametrize(("step", "product"), [("", " @ W[y, x]"), (" * n", "")])
def test_a_factor_that_is_passed_on_only_is_missing(step: str, product: str) -> None:
    """An array of matrices for two loops; a number that another loop's variable is multiplied by."""
    source = Source(PRODUCT.format(step=step, product=product))
    right = PRODUCT.format(step=" * n", product=" @ W[y, x]")
    assert right in {source.apply(edit) for edit in candidates(source, ())}


UNFINISHED = """def f(images, hp):
    padded = images
    return padded
"""
EXAMPLE = """def f(A, hparameters):
    size = hparameters["pad"]
    A_pad = add_frame(A, size)
    return A_pad
"""


def test_what_an_example_computes_is_written_in_the_students_names() -> None:
    """Names that the student has none for are replaced by their values."""
    source = Source(UNFINISHED)
    fixed = [source.apply(edit) for edit in candidates(source, [Source(EXAMPLE)]) if edit.idea == "rewritten"]
    assert any('padded = add_frame(images, hp["pad"])' in text for text in fixed)


SPECIAL = """def f(A):
    if A.shape[1] == 1:
        return A
    return A + 1
"""


def test_an_edit_of_the_condition_of_a_special_case_may_only_avoid_it() -> None:
    """Whatever it changes in it."""
    source = Source(SPECIAL)
    edits = [edit for edit in candidates(source, ()) if edit.line == 2]
    assert all(edit.skips for edit in edits if edit.idea in {"index", "superfluous", "comparison"})
