"""Reports as JSON, validated against the shipped schema before they are written."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import orjson

from grader.errors import MachineError
from grader.support.lazy_imports import jsonschema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.protocols import Validator

    from grader.report.model import Report

_PLAIN_RULES = {
    "type",
    "enum",
    "const",
    "minimum",
    "maximum",
    "pattern",
}  # keywords that depend on nothing else

MAX_ENTRIES = 2000  # remembered as valid


def render_json(report: Report) -> str:
    """Return a report as indented JSON text that ends with a newline.

    Raises:
        MachineError: The report violates its own schema.
    """
    return _checked(report, orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def render_json_line(report: Report) -> str:
    """Return a report as one line of JSON.

    Raises:
        MachineError: The report violates its own schema.
    """
    return _checked(report, orjson.OPT_APPEND_NEWLINE)


class JsonLines:
    """Several reports, one per line."""

    def add(self, report: Report) -> str:
        """Return the line of a report."""
        return render_json_line(report)

    def finish(self) -> Iterator[str]:
        """Yield nothing: every line is complete."""
        yield from ()


def schema() -> dict[str, Any]:
    """Return the report's JSON Schema."""
    return dict(json.loads(files("grader.report").joinpath("report.schema.json").read_text(encoding="utf-8")))


def is_valid(content: Any) -> bool:
    """Return whether the content of a JSON file is a report."""
    return next(_validator().iter_errors(content), None) is None


def _checked(report: Report, option: int) -> str:
    try:
        text = orjson.dumps(report, option=option)
    except TypeError:  # lone surrogates, which a file name may contain
        text = orjson.dumps(_plain(report), option=option)
    error = next(_validator().iter_errors(orjson.loads(text)), None)
    if error is not None:
        raise MachineError(f"the report on {report.submission.path} violates its schema: {error.message}")
    return text.decode()


def _plain(value: Any) -> Any:
    """Turn data classes into dictionaries, tuples into lists and lone surrogates into question marks.

    UTF-8 cannot encode surrogates.
    """
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        value = vars(value)
    return {_plain(key): _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


@cache
def _validator() -> Validator:
    content, library = schema(), jsonschema()  # heavy: loaded while boxes run
    make = library.validators.extend(
        library.Draft202012Validator, {"properties": _properties, "items": _Entries()}
    )
    return cast("Validator", make(_inlined(content, content["$defs"])))


class _Entries:
    """Validates the entries of lists, each distinct entry once: most recur across a class."""

    def __init__(self) -> None:
        self._valid: set[tuple[int, bytes]] = set()

    def __call__(self, validator: Any, schema: Any, instance: Any, _schema: Any) -> Iterator[Any]:
        for number, entry in enumerate(instance) if isinstance(instance, list) else ():
            key = (id(schema), orjson.dumps(entry))
            if key in self._valid:
                continue
            errors = list(validator.descend(entry, schema, path=number))
            yield from errors
            if not errors and len(self._valid) < MAX_ENTRIES:
                self._valid.add(key)


def _properties(validator: Any, properties: dict[str, Any], instance: Any, _schema: Any) -> Iterator[Any]:
    """Validate properties by jsonschema's own rules, without a new validator for each plain value."""
    for name, schema in properties.items() if isinstance(instance, dict) else ():
        if name in instance and not _is_plain_and_valid(validator, instance[name], schema):
            yield from validator.descend(instance[name], schema, path=name, schema_path=name)


def _is_plain_and_valid(validator: Any, value: Any, schema: dict[str, Any]) -> bool:
    rules = validator.VALIDATORS
    return schema.keys() <= _PLAIN_RULES and not any(
        error for rule, content in schema.items() for error in rules[rule](validator, content, value, schema)
    )


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """Inline definitions where they are referenced: resolving them takes half of the validation time."""
    if isinstance(node, dict):
        if "$ref" in node:
            return _inlined(definitions[node["$ref"].rpartition("/")[2]], definitions)
        return {key: _inlined(value, definitions) for key, value in node.items()}
    return [_inlined(item, definitions) for item in node] if isinstance(node, list) else node
