"""A JSON file of a pack: its content, its violations of the schema, and the line of each field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.authoring.validation.finding import Finding, nearest, suggestion
from grader.packs.files import in_words, lacking, validator
from grader.support.lazy_imports import jsonschema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    Field = Sequence[str | int]


@dataclass(frozen=True)
class JsonFile:
    """A file that could be read as JSON."""

    path: Path
    text: str
    content: Any

    def at(self, *field: str | int) -> str:
        """Return `file:line: field` for a field, or for the innermost part of it that is there."""
        name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in field).lstrip(".")
        return f"{self.path}:{self.line(field)}" + (f": {name}" if name else "")

    def line(self, field: Field) -> int:
        """Return the line of a field: where its name is, or its value in a list."""
        import yaml  # for the lines only: JSON is YAML, tabs aside

        node: Any = yaml.compose(self.text.replace("\t", " "), Loader=yaml.SafeLoader)
        line = node.start_mark.line
        for part in field:
            if isinstance(node, yaml.MappingNode):
                found = [(key, value) for key, value in node.value if key.value == str(part)]
                if not found:
                    break
                line, node = found[-1][0].start_mark.line, found[-1][1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line
            else:
                break
        return int(line) + 1


def read_json(path: Path, schema: str) -> tuple[JsonFile | None, list[Finding]]:
    """Read a file and validate it; return its content, unless it breaks the schema, and what is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_number)
    except OSError as error:
        return None, [Finding(str(path), f"can't be read: {error.strerror}")]
    except json.JSONDecodeError as error:
        comma = "; is the comma before it one too many?" if text[: error.pos].rstrip().endswith(",") else ""
        said = f"is not JSON: {error.msg} at column {error.colno}{comma}"
        return None, [Finding(f"{path}:{error.lineno}", said)]
    except ValueError as error:
        return None, [Finding(str(path), f"is not valid: {error}")]
    file = JsonFile(path, text, content)
    found = list(violations(file, schema))
    return (None if found else file), found


def violations(file: JsonFile, schema: str) -> Iterator[Finding]:
    """Yield what breaks the schema, each with its field; a misspelt name is not also a missing one."""
    best: Any = jsonschema().exceptions.best_match
    errors: list[Any] = [best([error]) for error in validator(schema).iter_errors(file.content)]
    meant: set[tuple[tuple[str | int, ...], str | None]] = set()
    for error in errors:
        if error.validator == "additionalProperties":
            known = error.schema.get("properties", {})
            for name in sorted(set(error.instance) - set(known)):
                meant.add((tuple(error.absolute_path), nearest(name, known)))
                said = f"there is no field {name!r}{suggestion(name, known)}"
                yield Finding(file.at(*error.absolute_path, name), said)
    for error in errors:
        if error.validator == "additionalProperties":
            continue
        place = tuple(error.absolute_path)
        if error.validator == "required" and (place, lacking(error)) in meant:
            continue
        yield Finding(file.at(*place), in_words(error))


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{', '.join(map(repr, twice))} is there twice in one object; only the last counts")
    return dict(pairs)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not a finite number")
