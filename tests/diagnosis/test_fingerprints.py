"""Results are recognised by a few numbers, and can't be rebuilt from them."""

from __future__ import annotations

import numpy as np
import pytest

from grader.diagnosis.fingerprints import alike, fingerprint, recognised
from grader.sandbox.interface import Raised, Returned

ARRAY = np.arange(12.0).reshape(3, 4)


@pytest.mark.parametrize(
    "other", [ARRAY.T, ARRAY + 0.1, -ARRAY, ARRAY[::-1], ARRAY.ravel(), (ARRAY,), None, "text", {"a": 1}]
)
def test_another_result_has_another_fingerprint(other: object) -> None:
    """Shape, order and values count."""
    assert not alike(fingerprint(Returned(ARRAY)), fingerprint(Returned(other)))


def test_a_result_that_is_nearly_the_same_has_the_same() -> None:
    """Rounding differs between versions of NumPy."""
    assert alike(fingerprint(Returned(ARRAY)), fingerprint(Returned(ARRAY * (1 + 1e-9))))


def test_the_only_advice_that_fits_is_given() -> None:
    """All cases have to agree with it."""
    known = [("Do not double.", {"a": fingerprint(Returned(2.0)), "b": fingerprint(Returned(4.0))})]
    assert recognised({"a": Returned(2.0), "b": Returned(4.0)}, known) == "Do not double."
    assert recognised({"a": Returned(2.0), "b": Returned(5.0)}, known) is None


def test_two_pieces_of_advice_are_none() -> None:
    """Public cases may not tell them apart."""
    prints = {"a": fingerprint(Returned(2.0))}
    assert recognised({"a": Returned(2.0)}, [("One.", prints), ("Another.", prints)]) is None


def test_exceptions_alone_are_no_evidence() -> None:
    """Many mistakes end in the same one."""
    raised = Raised(("IndexError",), "out of range", "", 0)
    assert recognised({"a": raised}, [("Look.", {"a": fingerprint(raised)})]) is None
