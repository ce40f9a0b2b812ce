"""What the files of a pack say of each other: names, editions, groups of cases. Nothing is run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.authoring.validation.finding import WARNING, Finding, listed, suggestion
from grader.packs.kinds import KINDS, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from grader.authoring.validation.json_file import JsonFile

Groups = dict[tuple[str, str], set[str]]
"""The editions in which there are cases, by function and group."""


@dataclass
class Contents:
    """What a pack's files say.

    Attributes:
        assignment: The file of the assignment.
        published: The file of the public cases, if there is one.
        public: The public groups of cases.
        hidden: The hidden ones; None if they are not known.
    """

    assignment: JsonFile
    published: JsonFile | None = None
    public: Groups = field(default_factory=dict)
    hidden: Groups | None = None

    @property
    def editions(self) -> list[str]:
        """The ids of the editions."""
        return [edition["id"] for edition in self.assignment.content["generations"]]

    @property
    def names(self) -> list[str]:
        """The graded names of all editions."""
        content = self.assignment.content
        entries = [
            *content["functions"],
            *(f for g in content["generations"] for f in g.get("functions", ())),
        ]
        return list(dict.fromkeys(f if isinstance(f, str) else f["name"] for f in entries))

    def names_in(self, edition: str) -> list[str]:
        """Return the graded names of an edition."""
        content = self.assignment.content
        own = next(g for g in content["generations"] if g["id"] == edition)
        return [f if isinstance(f, str) else f["name"] for f in own.get("functions", content["functions"])]

    def groups(self) -> Groups | None:
        """Return all groups of cases; None if the hidden ones are not known."""
        if self.hidden is None:
            return None
        both = {key: set(editions) for key, editions in self.public.items()}
        for key, editions in self.hidden.items():
            both.setdefault(key, set()).update(editions)
        return both


def assignment_findings(contents: Contents) -> Iterator[Finding]:
    """Yield what contradicts itself in `assignment.json`."""
    file = contents.assignment
    content, folder = file.content, file.path.parent
    if content["id"] != folder.name:
        yield Finding(file.at("id"), f"is {content['id']!r}, but the folder is {folder.name!r}; use one name")
    names = [f["name"] for f in content["functions"]]
    for number, function in enumerate(content["functions"]):
        if function["name"] in names[:number]:
            yield Finding(file.at("functions", number, "name"), f"{function['name']!r} is listed twice")
        for place, helper in enumerate(function.get("helpers", ())):
            if helper not in names[:number]:
                hint = suggestion(helper, names[:number])
                where = file.at("functions", number, "helpers", place)
                yield Finding(where, f"{helper!r} is not a function listed before this one{hint}")
    yield from _edition_findings(file, content, names, contents.editions)
    for path in sorted(folder.glob("stubs/*.py")):
        if path.stem not in content.get("stubs", {}):
            yield Finding(str(path), f"is not used; add {path.stem!r} to `stubs` in {file.path.name}")


def _edition_findings(
    file: JsonFile, content: Mapping[str, Any], names: list[str], editions: list[str]
) -> Iterator[Finding]:
    for number, edition in enumerate(content["generations"]):
        place = ("generations", number)
        if edition["id"] in editions[:number]:
            yield Finding(file.at(*place, "id"), f"the edition {edition['id']!r} is listed twice")
        for name in edition.get("functions", ()):
            if isinstance(name, str) and name not in names:
                hint = suggestion(name, names)
                yield Finding(file.at(*place, "functions"), f"{name!r} is not among the functions{hint}")
        yield from _unknown_editions(file, (*place, "accepts"), edition.get("accepts", ()), editions)


def _unknown_editions(
    file: JsonFile, place: tuple[str | int, ...], named: Iterable[str], editions: Iterable[str]
) -> Iterator[Finding]:
    editions = list(editions)
    for name in named:
        if name not in editions:
            hint = suggestion(name, editions) or f"; there are: {listed(editions)}"
            yield Finding(file.at(*place), f"there is no edition {name!r}{hint}")


def published_findings(contents: Contents) -> Iterator[Finding]:
    """Yield what `published.json` says of functions, editions and ids, and note its groups of cases."""
    file = contents.published
    if file is None:
        return
    seen: dict[tuple[str, str], set[str]] = {}
    for number, case in enumerate(file.content["cases"]):
        if case["function"] not in contents.names:
            hint = suggestion(case["function"], contents.names)
            where = file.at("cases", number, "function")
            yield Finding(where, f"{case['function']!r} is not a graded name{hint}")
        named = case.get("generations", contents.editions)
        yield from _unknown_editions(file, ("cases", number, "generations"), named, contents.editions)
        variants = str(case.get("variants"))
        if seen.setdefault((case["id"], variants), set()) & set(named):
            where = file.at("cases", number, "id")
            yield Finding(where, f"{case['id']!r} is the id of an earlier case too; give each its own")
        seen[case["id"], variants] |= set(named)
        key = (case["function"], case.get("group", PUBLISHED))
        contents.public.setdefault(key, set()).update(named)


def rubric_findings(file: JsonFile, contents: Contents) -> Iterator[Finding]:
    """Yield what a rubric says of functions, ids and groups of cases that are not there."""
    content, names = file.content, contents.names
    for part in ("functions", "points"):
        for name in content.get(part, {}):
            if name not in names:
                hint = suggestion(name, names)
                yield Finding(file.at(part, name), f"{name!r} is not a graded name{hint}")
    if "extends" not in content:
        for name in names:
            if name not in content["functions"]:
                yield Finding(file.at("functions"), f"there are no checks for {name!r}; add some")
    seen: set[str] = set()
    for name, entries in content.get("functions", {}).items():
        for number, entry in enumerate(entries):
            place = ("functions", name, number)
            if entry["id"] in seen:
                yield Finding(file.at(*place, "id"), f"{entry['id']!r} is listed twice; give each its own")
            seen.add(entry["id"])
            if name in names:
                yield from _check_findings(file, place, entry, name, contents)
        if name in names and not any(entry.get("points") for entry in entries):
            yield Finding(file.at("functions", name), "no check of it has points; nobody can earn any")


def _check_findings(
    file: JsonFile, place: tuple[str | int, ...], entry: Mapping[str, Any], name: str, contents: Contents
) -> Iterator[Finding]:
    """Yield what is wrong with one check."""
    if not entry["id"].startswith(f"{name}."):
        yield Finding(file.at(*place, "id"), f"{entry['id']!r} must start with {name + '.'!r}")
    editions = entry.get("generations", contents.editions)
    yield from _unknown_editions(file, (*place, "generations"), editions, contents.editions)
    groups = contents.groups()
    if groups is None:
        return
    known = {group for function, group in groups if function == name}
    for group in groups_of(entry):
        if group not in known:
            hint = suggestion(group, known) or f"; there are: {listed(sorted(known))}"
            where = file.at(*place, "cases" if "cases" in entry else "id")
            yield Finding(where, f"{name} has no cases of the group {group!r}{hint}")
            continue
        having = [e for e in contents.editions if name in contents.names_in(e) and e in editions]
        lacking = [e for e in having if e not in groups[name, group]]
        if lacking and not any(e in groups[name, other] for other in groups_of(entry) for e in lacking):
            which = f"{name} has no cases of the group {group!r} in edition {listed(lacking)}"
            yield Finding(file.at(*place), f"{which}; add some, or say `generations` here")
        if entry.get("visibility") == "public" and (name, group) not in contents.public:
            where = file.at(*place, "visibility")
            yield Finding(where, f"is public, but the cases of {group!r} are hidden; students can't run them")


def groups_of(entry: Mapping[str, Any]) -> list[str]:
    """Return the groups of cases that a check of a rubric looks at."""
    if "cases" in entry:
        return list(entry["cases"])
    return [KINDS[entry["kind"]].group or str(entry["id"]).split(".", 1)[-1]]


def unused_groups(rubrics: Iterable[JsonFile], contents: Contents) -> Iterator[Finding]:
    """Yield the groups of cases that no check of any rubric looks at."""
    used = {
        (name, group)
        for file in rubrics
        for name, entries in file.content.get("functions", {}).items()
        for entry in entries
        for group in groups_of(entry)
    }
    where = contents.assignment.path.parent
    for name, group in (contents.groups() or {}).keys() - used:
        if name in contents.names:
            text = f"no check looks at the cases of {name} in the group {group!r}"
            yield Finding(f"{where}", f"{text}; name the group in a check, or remove them", WARNING)
