"""The one door: what crosses it, exactly, and that nothing else does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import OrderedDict, defaultdict, namedtuple
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader import wire
from grader.wire import HEADER, Opaque, TooLargeError, WireError, decode, encode, frame_size
from tests.commands import PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

DTYPES = [
    *("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"),
    *("float16", "float32", "float64", "longdouble", "complex64", "complex128"),
]
NUMBERS = st.sampled_from(DTYPES).map(np.dtype)
ARRAYS = hnp.arrays(NUMBERS, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
INTEGERS = st.integers(-(2**63), 2**64 - 1)
KEYS = st.none() | st.booleans() | INTEGERS | st.text()
LEAVES = (
    KEYS
    | st.floats()
    | ARRAYS
    | NUMBERS.flatmap(hnp.from_dtype)
    | st.text(max_size=80).map(Opaque)
    | st.characters(categories=["Cs"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)


def message(tree: Any, blob: bytes = b"") -> bytes:
    """Return a frame around a tree: JSON as bytes, or what JSON is made of."""
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return HEADER.pack(len(text), len(blob)) + text + blob


def array(*, dtype: Any = "<f8", shape: Any = (), at: Any = 0) -> dict[str, Any]:
    """Return the node of an array."""
    return {"array": {"dtype": dtype, "shape": shape, "at": at}}


LIES = {
    "large": array(shape=[2**40]),
    "large product": array(shape=[2**20, 2**20]),
    "overflow of 64 bits": array(shape=[2**62, 4]),
    "beyond 64 bits": array(shape=[10**30]),
    "wide dtype": array(dtype="<f16", shape=[5]),
    "many times": {"list": [array(shape=[8])] * 50_000},
}
# Refuses a message, and prints how many bytes that took at the most.
PEAK = """
import sys, tracemalloc
from grader import wire
frame = sys.stdin.buffer.read()
tracemalloc.start()
try:
    wire.decode(frame)
except wire.WireError:
    print(tracemalloc.get_traced_memory()[1])
"""


def same(actual: Any, expected: Any) -> bool:
    """Tell whether two values are equal in type, structure and every bit that counts."""
    if type(actual) is not type(expected):
        return False
    if isinstance(expected, (np.ndarray, np.generic)):
        return (
            actual.dtype == expected.dtype
            and actual.shape == expected.shape
            and np.array_equal(actual, expected, equal_nan=expected.dtype.kind in "fc")
        )
    if isinstance(expected, (tuple, list)):
        return len(actual) == len(expected) and all(map(same, actual, expected))
    if isinstance(expected, dict):
        return list(map(repr, actual)) == list(map(repr, expected)) and all(
            map(same, actual.values(), expected.values())
        )
    return repr(actual) == repr(expected)


class Number(float):
    """A float that is not one."""


class Text(str):
    """A text that is not one."""

    __slots__ = ()


Cache = namedtuple("Cache", "A_prev hparameters")  # noqa: PYI024 - as a student writes it


class Liar(tuple):  # noqa: SLOT001 - as a student writes it
    """A tuple that says that it holds something else."""

    def __iter__(self) -> Iterator[int]:
        return iter((3, 4))

    def __getitem__(self, index: object) -> int:  # type: ignore[override]
        return 5

    def __len__(self) -> int:
        return 7


class Array(np.ndarray):
    """An array that is not one."""


class Nameless(type):
    """A type that does not tell its name."""

    @property
    def __name__(cls) -> str:
        """Refuse."""
        raise RuntimeError


class TestRoundTrip:
    """What goes in comes out."""

    @given(VALUES)
    def test_every_value_comes_out_as_it_went_in(self, value: Any) -> None:
        """Same types, same structure, same numbers, NaN and signed zeros included."""
        assert same(decode(encode(value)), value)

    @given(VALUES)
    def test_equal_values_have_equal_frames(self, value: Any) -> None:
        """Nothing in a frame depends on when or where it was made."""
        assert encode(decode(encode(value))) == encode(value)

    @pytest.mark.parametrize(
        "value",
        [
            -(2**63),
            2**64 - 1,
            0,
            True,
            -0.0,
            float("inf"),
            float("nan"),
            5e-324,
            "",
            "\ud800",
            (),
            [],
            {},
            None,
        ],
    )
    def test_a_value_at_an_edge_comes_out_as_it_went_in(self, value: Any) -> None:
        """The largest, the smallest, the empty and the odd."""
        assert same(decode(encode(value)), value)

    def test_the_order_of_a_dictionary_is_kept(self) -> None:
        """Values are reported in the order that they came in."""
        assert list(decode(encode({"b": 1, "a": 2}))) == ["b", "a"]

    def test_keys_keep_their_types(self) -> None:
        """JSON would make texts of them all."""
        assert list(map(repr, decode(encode({1: 0, "1": 0, None: 0, False: 0})))) == [
            "1",
            "'1'",
            "None",
            "False",
        ]

    @pytest.mark.parametrize(
        "value",
        [
            np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1),
            np.arange(24.0)[::-3],
            np.asfortranarray(np.arange(6.0).reshape(2, 3)),
            np.broadcast_to(np.float64(3), (2, 3)),
            np.arange(4, dtype=">f8"),
            np.arange(4, dtype=">i2"),
        ],
        ids=["transposed", "strided", "Fortran", "broadcast", "big-endian floats", "big-endian integers"],
    )
    def test_an_array_of_any_layout_keeps_its_values(self, value: np.ndarray) -> None:
        """Layout is no part of a value."""
        assert decode(encode(value)).tolist() == value.tolist()

    def test_arrays_come_out_writable(self) -> None:
        """A student's function may write to its arguments, and is told so where it should not."""
        assert decode(encode(np.zeros(3))).flags.writeable

    def test_arrays_come_out_in_native_order(self) -> None:
        """Comparisons need not know where they came from."""
        assert decode(encode(np.arange(4, dtype=">f8"))).dtype.isnative

    def test_two_arrays_share_nothing(self) -> None:
        """Writing to one leaves the other alone."""
        same_array = np.zeros(2)
        first, second = decode(encode([same_array, same_array]))
        first[0] = 1
        assert second.tolist() == [0, 0]


class TestContainers:
    """Kinds of tuples, lists and dictionaries are what they hold."""

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (Cache(1, {"f": 2}), (1, {"f": 2})),
            (OrderedDict(stride=1, pad=2), {"stride": 1, "pad": 2}),
            (defaultdict(int, f=3), {"f": 3}),
            (type("Values", (list,), {})([1, 2]), [1, 2]),
            (Liar((1, 2)), (1, 2)),
        ],
    )
    def test_a_kind_of_container_is_what_it_holds(self, value: Any, expected: Any) -> None:
        """A named tuple is a tuple; what methods make of it does not count."""
        found = decode(encode(value))
        assert (type(found), found) == (type(expected), expected)


class TestOpaque:
    """What is not a value crosses as the name of its type."""

    @pytest.mark.parametrize(
        ("value", "name"),
        [
            (object(), "object"),
            (len, "builtin_function_or_method"),
            ({1, 2}, "set"),
            (b"bytes", "bytes"),
            (1j, "complex"),
            (range(3), "range"),
            (Number(1.5), "Number"),
            (Text("x"), "Text"),
            (np.zeros(2).view(Array), "Array"),
            (np.ma.masked_array([1, 2], [True, False]), "MaskedArray"),
            (np.array([None]), "array of object"),
            (np.array(["ab"]), "array of <U2"),
            (np.array([b"ab"]), "array of |S2"),
            (np.array(["2020-01-01"], "datetime64[D]"), "array of datetime64[D]"),
            (np.zeros(1, "f8,i4"), "array of [('f0', '<f8'), ('f1', '<i4')]"),
            (np.str_("ab"), "number of <U2"),
            (np.datetime64("2020-01-01"), "number of datetime64[D]"),
            (2**64, "int of more than 64 bits"),
            (-(2**63) - 1, "int of more than 64 bits"),
            ({(1, 2): 3}, "dict with keys that are neither text nor numbers"),
            ({0.5: 3}, "dict with keys that are neither text nor numbers"),
            ({np.int64(1): 3}, "dict with keys that are neither text nor numbers"),
            ({2**64: 3}, "dict with keys that are neither text nor numbers"),
            (Nameless("x", (), {})(), "object"),
            (type("x" * 500, (), {})(), "x" * 80),
        ],
    )
    def test_an_object_is_named_by_its_type(self, value: Any, name: str) -> None:
        """Exact types only: a subclass of a known type is not one."""
        assert decode(encode(value)) == Opaque(name)

    def test_an_opaque_part_leaves_the_others_alone(self) -> None:
        """A strange cache does not cost the output beside it."""
        assert decode(encode((1, {"a": object()}, "x"))) == (1, {"a": Opaque("object")}, "x")

    def test_a_value_that_raises_when_compared_is_opaque(self) -> None:
        """Only types are looked at."""

        class Hostile:
            """Answers no question."""

            __hash__ = None  # type: ignore[assignment]

            def __eq__(self, other: object) -> bool:
                raise RuntimeError

        assert decode(encode(Hostile())) == Opaque("Hostile")


class TestLimits:
    """What is too large does not cross, and costs nothing."""

    @pytest.mark.parametrize(
        "value",
        [
            [0] * wire.MAX_NODES,
            dict.fromkeys(range(wire.MAX_NODES)),
            "x" * wire.MAX_TREE_BYTES,
            np.zeros(wire.MAX_BLOB_BYTES // 8 + 1),
            np.broadcast_to(np.float64(0), (2**20, 2**20)),
            [np.zeros(wire.MAX_BLOB_BYTES // 16 + 1)] * 2,
        ],
        ids=["many parts", "many keys", "long text", "large array", "endless array", "large together"],
    )
    def test_a_value_over_a_limit_is_not_encoded(self, value: Any) -> None:
        """The error says that it is large, not that it is wrong."""
        with pytest.raises(TooLargeError):
            encode(value)

    def test_the_graph_of_a_thousand_layers_is_encoded(self) -> None:
        """With two dozen entries for each: the largest models of Keras have as many."""
        layer = {**dict.fromkeys(map(str, range(20)), 0), "shape": [None, 7, 7, 64]}
        assert decode(encode([layer] * 1000)) == [layer] * 1000

    def test_a_value_that_holds_itself_is_not_encoded(self) -> None:
        """It is endlessly deep."""
        value: list[Any] = []
        value.append(value)
        with pytest.raises(TooLargeError):
            encode(value)

    def test_the_deepest_value_crosses(self) -> None:
        """The limit itself is allowed."""
        value: Any = 1
        for _ in range(wire.MAX_DEPTH):
            value = [value]
        assert decode(encode(value)) == value

    def test_one_level_more_is_not_encoded(self) -> None:
        """One more is not."""
        value: Any = 1
        for _ in range(wire.MAX_DEPTH + 1):
            value = [value]
        with pytest.raises(TooLargeError):
            encode(value)

    @pytest.mark.parametrize(
        ("tree", "blob"), [(wire.MAX_TREE_BYTES + 1, 0), (0, wire.MAX_BLOB_BYTES + 1), (2**32 - 1, 2**32 - 1)]
    )
    def test_a_header_over_a_limit_is_refused_before_anything_is_read(self, tree: int, blob: int) -> None:
        """Nobody waits for, or makes room for, what it announces."""
        with pytest.raises(WireError):
            frame_size(HEADER.pack(tree, blob))

    def test_a_header_tells_how_much_follows(self) -> None:
        """Tree and arrays together."""
        frame = encode((1, np.zeros(7)))
        assert frame_size(frame[: HEADER.size]) == len(frame) - HEADER.size

    @pytest.mark.parametrize("lie", LIES)
    def test_a_lying_size_is_refused_before_anything_is_allocated(self, lie: str) -> None:
        """Memory stays in proportion to the message, whatever it claims; nobody else's memory is counted."""
        frame = message(LIES[lie], bytes(64))
        command = [sys.executable, "-c", PEAK]
        peak = subprocess.run(command, input=frame, capture_output=True, check=True, timeout=PATIENCE_SECONDS)
        assert int(peak.stdout) < 20 * len(frame) + 2**20

    def test_arrays_that_lie_over_each_other_count_each_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A thousand arrays over the same bytes would be a thousand copies."""
        monkeypatch.setattr(wire, "MAX_BLOB_BYTES", 1000)
        node = {"list": [array(shape=[100])] * 2}
        with pytest.raises(WireError):
            decode(message(node, bytes(800)))


MALFORMED = [
    b"",
    b"{",
    b"\xff\xfe",
    b"NaN",
    b"Infinity",
    b"1.5",
    b"1e5",
    b"[1]",
    b"{}",
    b"[" * 50_000,
    b'{"list":' * 100 + b"[]" + b"}" * 100,
    b"9" * 5000,
    2**64,
    -(2**63) - 1,
    {"list": [], "tuple": []},
    {"unknown": []},
    {"List": []},
    {"list": None},
    {"list": 3},
    {"list": "abc"},
    {"list": {"a": 1}},
    {"tuple": "abc"},
    {"tuple": {"a": 1}},
    {"list": [1.5]},
    {"list": [[1]]},
    {"dict": [1]},
    {"dict": [[1]]},
    {"dict": [[1, 2, 3]]},
    {"dict": {"ab": 1}},
    {"dict": [[{"list": []}, 1]]},
    {"dict": [[{"float": "0x1p0"}, 1]]},
    {"dict": [[2**64, 1]]},
    {"float": 1},
    {"float": None},
    {"float": "1,5"},
    {"float": ""},
    {"float": "0x1p99999"},
    {"opaque": 3},
    {"opaque": ["x"]},
    {"array": None},
    {"array": []},
    {"array": {}},
    {"number": {}},
    {"array": {"dtype": "<f8", "shape": []}},
    array(),
    array(at=-8),
    array(at=1),
    array(at=10**30),
    array(at=0.0),
    array(at=True),
    array(at="0"),
    array(shape=[-1]),
    array(shape=[True]),
    array(shape=[1.0]),
    array(shape=["1"]),
    array(shape=None),
    array(shape=3),
    array(shape="12"),
    array(shape={"1": 2}),
    array(shape=[0] * (wire.MAX_AXES + 1)),
    array(shape=[0, 2**62, 2**62]),
    array(shape=[0], at=1),
    *(
        array(dtype=dtype, shape=[0])
        for dtype in [
            *(
                None,
                3,
                "",
                "f",
                "f8",
                ">f8",
                "=f8",
                "<f3",
                "<f99",
                "|b2",
                "O",
                "|O",
                "|O8",
                "<U1",
                "|S8",
            ),
            *(
                "|V8",
                "<m8",
                "<M8[D]",
                "f8,f8",
                "f8,(",
                "(2,)f8",
                "2f8",
                "{'names': ['a']}",
                "a8",
                "<f8 ",
                "\ud800",
            ),
            *("object", "float", "<f8\n", "<f٨", "|" + "9" * 5000),
        ]
    ),
]


class TestMalformed:
    """What `encode` could not have written is refused, in one way."""

    @pytest.mark.parametrize("tree", MALFORMED, ids=lambda tree: repr(tree)[:60])
    def test_a_malformed_message_is_refused(self, tree: Any) -> None:
        """No tree of a student's making gets through or breaks the reader."""
        with pytest.raises(WireError):
            decode(message(tree))

    @pytest.mark.parametrize("cut", [0, 1, 7, 8, 9, -1])
    def test_a_cut_frame_is_refused(self, cut: int) -> None:
        """A box that dies while it writes leaves half a frame."""
        with pytest.raises(WireError):
            decode(encode((1, np.zeros(3)))[:cut])

    def test_bytes_after_the_frame_are_refused(self) -> None:
        """A frame is as long as it says."""
        with pytest.raises(WireError):
            decode(encode(1) + b"\0")

    @given(st.binary(max_size=300))
    def test_arbitrary_bytes_raise_nothing_else(self, data: bytes) -> None:
        """Only WireError, whatever comes."""
        self.decode_or_refuse(data)

    @given(st.binary(max_size=200), st.binary(max_size=64))
    def test_arbitrary_trees_raise_nothing_else(self, tree: bytes, blob: bytes) -> None:
        """The same behind a right header."""
        self.decode_or_refuse(message(tree, blob))

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=4),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.fixed_dictionaries({"dtype": inner, "shape": inner, "at": inner})
                | st.dictionaries(
                    st.sampled_from(["float", "tuple", "list", "dict", "opaque", "array", "number"]),
                    inner,
                    min_size=1,
                    max_size=1,
                )
            ),
            max_leaves=12,
        ),
        st.binary(max_size=64),
    )
    def test_arbitrary_grammar_raises_nothing_else(self, tree: Any, blob: bytes) -> None:
        """The same for trees of the right words in the wrong order."""
        self.decode_or_refuse(message(tree, blob))

    @given(VALUES, st.data())
    def test_a_damaged_frame_raises_nothing_else(self, value: Any, data: st.DataObject) -> None:
        """The same for a right frame with some bytes changed."""
        frame = bytearray(encode(value))
        for place in data.draw(st.lists(st.integers(0, len(frame) - 1), min_size=1, max_size=4)):
            frame[place] = data.draw(st.integers(0, 255))
        self.decode_or_refuse(bytes(frame))

    @staticmethod
    def decode_or_refuse(data: bytes) -> None:
        """Decode, and check that what comes out, if anything, could have gone in."""
        try:
            value = decode(data)
        except WireError:
            return
        assert same(decode(encode(value)), value)
