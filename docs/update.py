"""Rewrites what the documents show: output of commands, tables of assignments, manual pages, pictures.

    python docs/update.py               # everything
    python docs/update.py --no-pictures # without a browser

In a document, a `text` block that follows directly on a `console` block with one command is the output of
that command. A block that follows a line with nothing but a file's name is the content of that file. In
`tutorial.md`, files are written and commands run one after the other, in an empty folder. What lies between
`<!-- NAME -->` and `<!-- /NAME -->` is made by the function `TABLES[NAME]`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click_man.core import write_man_pages

from grader import __version__
from grader.cli import grade, grader
from grader.packs import Library
from grader.packs.rubric import rubric_names
from grader.support.warnings import no_warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.packs import Edition, Pack, Rubric

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted(ROOT.glob("docs/*.md")),
)
TUTORIAL = ROOT / "docs" / "tutorial.md"  # a story: each command needs what came before
SAMPLE = ROOT / "assignments" / "convolution-step-by-step" / "sample.ipynb"
TIMEOUT_SECONDS = 300  # until something is wrong; nothing waits for it

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"^```console\n([^\n]+)\n```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^`((?:my-packs/)?[\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STEP = re.compile(
    r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$|^```console\n([^\n]+)\n```(\n\n```text\n.*?^```)?$",
    re.MULTILINE | re.DOTALL,
)
_SET_UP = re.compile(r"python3 -m venv \.venv && \.venv/bin/pip install -q -e \S+ && ")
_IN_DOCKER = re.compile(r"docker run .* grade (?=-)")


@dataclass(frozen=True)
class Block:
    """A block of code in a document."""

    page: Path
    language: str
    text: str


def blocks() -> list[Block]:
    """Return the blocks of code of all documents."""
    return [Block(page, *found) for page in PAGES for found in _BLOCK.findall(page.read_text("utf-8"))]


def commands() -> list[str]:
    """Return every command line of the documents, once."""
    texts = (b.text for b in blocks() if b.language == "console" and b.page != TUTORIAL)
    text = "".join(texts).replace("\\\n", " ")
    lines = (" ".join(line.partition("  #")[0].split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def outputs() -> dict[str, str]:
    """Return the commands whose output is shown, and that output."""
    pages = (page.read_text("utf-8") for page in PAGES if page != TUTORIAL)
    return {command: text for page in pages for command, text in _SHOWN.findall(page)}


def runnable(command: str) -> str | None:
    """Return the part of a command that can be run with what is installed here; None if there is none."""
    command = _SET_UP.sub("", command).replace(".venv/bin/", "")
    command = _IN_DOCKER.sub("grade ", command)
    return command if command.split()[0] in {"grade", "grader"} else None


def make_workspace(folder: Path) -> None:
    """Write the files that the documents' commands name."""
    for name in ("submission.ipynb", "handed-in/ada/submission.ipynb", "handed-in/bob/submission.ipynb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(SAMPLE.read_bytes())
    (folder / "roster.csv").write_text("name,email\nada,ada@example.org\ncleo,cleo@example.org\n")
    with zipfile.ZipFile(folder / "moodle-download.zip", "w") as download:
        download.write(SAMPLE, "Ada L_12345_assignsubmission_file_/submission.ipynb")
    (folder / "assignments").symlink_to(ROOT / "assignments")
    (folder / "mine.json").write_text(next(b.text for b in blocks() if '"name": "mine"' in b.text))
    for page in set(PAGES) - {TUTORIAL}:
        for name, text in _FILE.findall(page.read_text("utf-8")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line in a folder, with the commands of the Python that runs this."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS,
    )  # fmt: skip


def shown(command: str, result: subprocess.CompletedProcess[str]) -> str:
    """Return what a person reads: the summary of `grade` is on standard error unless that is a terminal."""
    text = result.stderr if command.startswith("grade ") and "|" not in command else result.stdout
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def assignments_table() -> str:
    """Return a table of the assignments and their graded functions."""
    rows = ["| assignment | what it is | graded |", "| --- | --- | --- |"]
    for name, pack in Library().packs.items():
        by_names = {" ".join(f"`{n}`" for n in names): ids for names, ids in pack.names_by_edition().items()}
        graded = "; ".join(
            names if len(by_names) == 1 else f"{', '.join(editions)}: {names}"
            for names, editions in by_names.items()
        )
        rows.append(f"| `{name}` | {pack.assignment.title} | {graded} |")
    return "\n".join(rows)


def points_table() -> str:
    """Return a table of the points that each assignment's rubrics give, by edition."""
    rows = [
        "| assignment | editions | points, rubric `default` | points, rubric `course` |",
        "| --- | --- | --- | --- |",
    ]
    for name, pack in Library().packs.items():
        there = rubric_names(pack.root / "rubrics", name)
        own = [pack.rubric(rubric) if rubric in there else None for rubric in ("default", "course")]
        editions: dict[str, list[str]] = {}
        for edition in reversed(pack.assignment.editions):
            points = (_points(pack, edition, rubric) if rubric else "none" for rubric in own)
            editions.setdefault(" | ".join(points), []).insert(0, edition.id)
        rows += (
            f"| `{name}` | {'all' if len(editions) == 1 else ', '.join(ids)} | {points} |"
            for points, ids in editions.items()
        )
    return "\n".join(rows)


def _points(pack: Pack, edition: Edition, rubric: Rubric) -> str:
    """Return the points of each function of an edition, those with the same number together."""
    counted = rubric.of(pack.in_edition(edition).assignment, edition.id)
    names: dict[float, list[str]] = {}
    for function in counted.functions:
        names.setdefault(float(counted.points(function)), []).append(f"`{function}`")
    return "; ".join(
        f"{points:g}{' each' if len(some) > 1 else ''}: {', '.join(some)}" for points, some in names.items()
    )


def fields_table(schema: str) -> str:
    """Return a table of the fields of a file of a pack, as its schema describes them."""
    text = files("grader.packs").joinpath(f"schemas/{schema}.schema.json").read_text("utf-8")
    content = json.loads(text)
    rows = ["| field | value | meaning |", "| --- | --- | --- |"]
    rows += (
        f"| `{name}`{needed} | {value} | {told} |" for name, needed, value, told in _fields(content, content)
    )
    return "\n".join(rows)


def _fields(
    node: dict[str, Any], schema: dict[str, Any], before: str = ""
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the fields of an object: name, a star if it is required, what it may be, what it means."""
    required = node.get("required", ())
    for name, field in node.get("properties", {}).items():
        told, resolved = field["description"], _resolved(field, schema)
        yield f"{before}{name}", "*" if name in required else "", _value(resolved), told.replace("|", "\\|")
        yield from _inside(resolved, schema, f"{before}{name}")


def _inside(node: dict[str, Any], schema: dict[str, Any], name: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the fields of the objects in a value."""
    node = _resolved(node, schema)
    yield from _fields(node, schema, f"{name}.")
    for part, suffix in (("items", "[]"), ("additionalProperties", ".<name>")):
        if isinstance(node.get(part), dict):
            yield from _inside(node[part], schema, name + suffix)
    for way in node.get("oneOf", ()):
        yield from _inside(way, schema, name)


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a node refers to."""
    if "$ref" not in node:
        return node
    found: Any = schema
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _value(node: dict[str, Any]) -> str:
    """Return what a field may be, in words."""
    if "const" in node:
        return f"`{json.dumps(node['const'])}`"
    if "enum" in node:
        return ", ".join(f"`{value}`" for value in node["enum"])
    kinds = {
        "array": "list", "object": "object", "string": "text", "integer": "whole number", "number": "number",
        "boolean": "`true` or `false`",
    }  # fmt: skip
    kind = node.get("type")
    if kind == "array" and (inner := _value(node.get("items", {}))) != "anything":
        return f"list: {inner}"
    names = (
        [kind]
        if isinstance(kind, str)
        else kind or [way["type"] for way in node.get("anyOf", ()) if "type" in way]
    )
    return " or ".join(kinds[one] for one in names) or "anything"


SCHEMAS = ("assignment", "published", "rubric", "fixtures")
TABLES: dict[str, Callable[[], str]] = {
    "assignments": assignments_table,
    "points": points_table,
    **{f"fields-{name}": partial(fields_table, name) for name in SCHEMAS},
}


def with_tables(text: str) -> str:
    """Return a document with its tables made again."""
    for name, table in TABLES.items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = between.sub(lambda match, table=table: f"{match[1]}\n{table()}\n\n{match[2]}", text)
    return text


def with_outputs(text: str, folder: Path) -> str:
    """Return a document with the output of its commands as it is now."""

    def again(match: re.Match[str]) -> str:
        command = runnable(match[1])
        if command is None:
            return match[0]
        return f"```console\n{match[1]}\n```\n\n```text\n{shown(command, run(command, folder))}```"

    return _SHOWN.sub(again, text)


def retold(text: str, folder: Path, ended: list[int] | None = None) -> str:
    """Return a story with the output of its commands as it is now.

    Args:
        text: The document: its files are written and its commands run in order, in an empty folder.
        folder: That folder.
        ended: A list for the exit statuses of the commands.
    """

    def again(match: re.Match[str]) -> str:
        name, content, command, output = match.groups()
        if name is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
            return match[0]
        result = run(command, folder)
        if ended is not None:
            ended.append(result.returncode)
        printed = f"\n\n```text\n{shown(command, result)}```" if output else ""
        return f"```console\n{command}\n```{printed}"

    return _STEP.sub(again, text)


def changed(folder: Path) -> Iterator[Path]:
    """Rewrite the documents, and yield those that have changed."""
    for page in PAGES:
        before = page.read_text("utf-8")
        if page == TUTORIAL:
            with tempfile.TemporaryDirectory() as empty:
                after = retold(before, Path(empty))
        else:
            after = with_outputs(with_tables(before), folder)
        if after != before:
            page.write_text(after, encoding="utf-8")
            yield page


def write_manual(folder: Path) -> None:
    """Write the manual pages of both commands, made from their parsers, in place of those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in folder.glob("*.1"):
        page.unlink()
    for name, command in {"grade": grade.command, "grader": grader.commands}.items():
        with no_warnings():  # of click, about what click-man calls
            write_man_pages(name, command, version=__version__, target_dir=str(folder), date="cnn-grade")


def main() -> None:
    """Rewrite everything."""
    write_manual(ROOT / "docs" / "man")
    with tempfile.TemporaryDirectory() as folder:
        make_workspace(Path(folder))
        for page in changed(Path(folder)):
            sys.stdout.write(f"{page.relative_to(ROOT)} changed\n")
    if "--no-pictures" not in sys.argv:
        script = ROOT / "docs" / "pictures" / "make.py"
        subprocess.run([sys.executable, script], check=True)


if __name__ == "__main__":
    main()
