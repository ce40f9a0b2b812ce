"""Encodes values as bytes and decodes them: the only channel between the grader and a box.

A message is a frame: two little-endian sizes, a JSON tree, then the raw bytes of its arrays. Bytes from
a box were written by a student's code, so `decode` trusts nothing: sizes, types, shapes and
byte counts are checked before anything is allocated, and nothing is unpickled.
"""

from __future__ import annotations

import json
import math
import struct
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any, BinaryIO

import numpy as np
import orjson

HEADER = struct.Struct("<II")
MAX_TREE_BYTES = 4 * 2**20
MAX_BLOB_BYTES = 64 * 2**20
MAX_NODES = 50_000  # values: a graph of a thousand layers takes about 30,000
MAX_DEPTH = 12
MAX_AXES = 16
SMALL_BYTES = 1024
MAX_INTERNED = 20  # characters of a text that is kept once
NUMERIC_KINDS = "biufc"
# The numeric types by name, in native byte order; np.dtype itself would parse far more than names.
_DTYPES = {
    dtype.newbyteorder("<").str: (dtype.newbyteorder("<"), np.dtype(dtype.str))
    for dtype in map(np.dtype, "?" + np.typecodes["AllInteger"] + np.typecodes["AllFloat"])
}


class WireError(ValueError):
    """The bytes are not a valid message: malformed, with a false size, or over a limit."""


class TooLargeError(WireError):
    """The value is valid but exceeds the size limit of a message."""


@dataclass(frozen=True)
class Opaque:
    """An object whose type can't be sent, described only by the name of that type."""

    type_name: str


def encode(value: Any) -> bytes:
    """Encode None, bool, int, float, str, tuple, list, dict, NumPy numbers and numeric arrays as a frame.

    Types must match exactly; any other object becomes `Opaque`. For named tuples and other subclasses
    of tuple, list and dict, the stored items are encoded, not what their methods return.

    Raises:
        TooLargeError: The frame would exceed the limits of `decode`.
    """
    encoder = _Encoder()
    tree = _text(encoder.node(value, 0))
    if len(tree) > MAX_TREE_BYTES:
        raise TooLargeError(f"a value takes {len(tree)} bytes, more than {MAX_TREE_BYTES}")
    return b"".join((HEADER.pack(len(tree), encoder.size), tree, *encoder.blobs))


def _text(tree: Any) -> bytes:
    try:
        return orjson.dumps(tree)
    except TypeError:  # lone surrogates can't be encoded
        return json.dumps(tree).encode()


class _Encoder:
    """Collects the arrays of one message while its tree is built."""

    def __init__(self) -> None:
        self.blobs: list[bytes] = []
        self.size = 0
        self.nodes = 0

    def node(self, value: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise TooLargeError("a value has too many parts")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is np.ndarray:
            return self.numeric(value, kind)
        if kind is int:
            return value if _fits(value) else {"opaque": "int of more than 64 bits"}
        if kind is float:
            return {"float": value.hex()}
        for known in (tuple, list):
            if issubclass(kind, known):
                return {known.__name__: [self.node(item, depth + 1) for item in known.__iter__(value)]}
        if issubclass(kind, dict):
            items = list(dict.items(value))
            if not all(_is_key(key) for key, _ in items):
                return {"opaque": "dict with keys that are neither text nor numbers"}
            return {"dict": [[k, self.node(v, depth + 1)] for k, v in items]}
        if kind is Opaque:
            return {"opaque": value.type_name}
        return self.numeric(value, kind)

    def numeric(self, value: Any, kind: type) -> Any:
        is_array = kind is np.ndarray
        if not (is_array or (isinstance(value, np.generic) and kind.__module__ == "numpy")):
            return {"opaque": _type_name(kind)}
        if value.dtype.kind not in NUMERIC_KINDS:
            return {"opaque": f"{'array' if is_array else 'number'} of {value.dtype}"}
        if value.ndim > MAX_AXES:
            return {"opaque": f"array of {value.ndim} axes"}
        if self.size + value.nbytes > MAX_BLOB_BYTES:
            raise TooLargeError(f"arrays take more than {MAX_BLOB_BYTES} bytes")
        name = value.dtype.str
        if name not in _DTYPES:  # not in native byte order
            value = np.asarray(value).astype(value.dtype.newbyteorder("<"))
            name = value.dtype.str
        data = value.tobytes()
        entry = {"dtype": name, "shape": value.shape, "at": self.size}
        self.blobs.append(data)
        self.size += len(data)
        return {"array" if is_array else "number": entry}


def _fits(number: int) -> bool:
    return -(2**63) <= number < 2**64


def _is_key(key: Any) -> bool:
    """Return whether a dictionary key can be encoded: exact types, as for values."""
    kind = type(key)
    return key is None or kind is str or kind is bool or (kind is int and _fits(key))


def _type_name(kind: type) -> str:
    try:
        return str(kind.__name__)[:80]
    except Exception:  # noqa: BLE001 - a student's metaclass may raise anything
        return "object"


def frame_size(header: bytes | bytearray) -> int:
    """Return how many bytes follow a header.

    Raises:
        WireError: The header announces more than the limits allow.
    """
    tree_bytes, blob_bytes = HEADER.unpack(header)
    if tree_bytes > MAX_TREE_BYTES or blob_bytes > MAX_BLOB_BYTES:
        raise WireError(f"a message announces {tree_bytes} + {blob_bytes} bytes")
    return int(tree_bytes + blob_bytes)


def read_frame(stream: BinaryIO | IO[bytes]) -> bytes | None:
    """Read one frame; None if the stream ends before it does.

    Raises:
        WireError: The header announces more than the limits allow.
    """
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    size = frame_size(header)
    body = stream.read(size)
    return header + body if len(body) == size else None


def decode(frame: bytes) -> Any:
    """Decode one complete frame; arrays are new, writable copies in native byte order.

    Raises:
        WireError: The frame could not have been written by `encode`.
    """
    if len(frame) < HEADER.size:
        raise WireError("a message is shorter than its header")
    size = frame_size(frame[: HEADER.size])
    if len(frame) != HEADER.size + size:
        raise WireError(f"a message has {len(frame) - HEADER.size} bytes, but announces {size}")
    end = HEADER.size + HEADER.unpack_from(frame)[0]
    try:
        tree = (_small_tree if end <= SMALL_BYTES else _tree)(bytes(frame[HEADER.size : end]))
        return _Decoder(memoryview(frame)[end:]).value(tree, 0)
    except WireError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise WireError(f"a message is malformed: {type(error).__name__}") from error


def _tree(text: bytes) -> Any:
    return json.loads(text.decode())


_small_tree = lru_cache(maxsize=512)(_tree)  # many messages differ in their arrays only


class _Decoder:
    """Rebuilds the values of one message from its tree and its blob."""

    def __init__(self, blob: memoryview) -> None:
        self.blob = blob
        self.nodes = 0
        self.array_bytes = 0

    def value(self, node: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise WireError("a message has too many parts")
        if type(node) is not dict:
            return self._key(node)
        if len(node) != 1:
            raise WireError("a message has a node of no known kind")
        ((tag, content),) = node.items()
        match tag:
            case "array":
                return self._array(content)
            case "dict" if isinstance(content, list):
                return {self._key(k): self.value(v, depth + 1) for k, v in content}
            case "list" if isinstance(content, list):
                return [self.value(item, depth + 1) for item in content]
            case "tuple" if isinstance(content, list):
                return tuple([self.value(item, depth + 1) for item in content])
            case "float":
                return float.fromhex(content)
            case "number":
                return self._array(content)[()]
            case "opaque" if isinstance(content, str):
                return Opaque(content[:80])
        raise WireError("a message has a node of no known kind")

    def _key(self, node: Any) -> Any:
        if _is_key(node):
            # A literal of a program is one object with its like: `mode is "max"` holds in a notebook.
            return sys.intern(node) if type(node) is str and len(node) <= MAX_INTERNED else node
        raise WireError("a message has a node or a dictionary key of no known kind")

    def _array(self, entry: Any) -> np.ndarray:
        shape, at = entry["shape"], entry["at"]
        stored, native = _DTYPES[entry["dtype"]]
        if len(shape) > MAX_AXES or not all(type(n) is int and n >= 0 for n in (at, *shape)):
            raise WireError("a message has an array of impossible shape")
        nbytes = math.prod(shape) * stored.itemsize
        self.array_bytes += nbytes
        if at + nbytes > len(self.blob) or self.array_bytes > MAX_BLOB_BYTES:
            raise WireError("a message has an array that is larger than the message")
        return np.ndarray(shape, stored, self.blob, at).astype(native)


HELPER_CALL = b'{"dict":[["helper",'  # how the tree of a request for a helper's value begins
NOTHING_FAILED = encode({"failed": []})  # the usual reply to a definition, compared without decoding
