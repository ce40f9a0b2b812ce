"""The documents are true: their commands run, and show what they really print."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from grader.batch.gradebook import DIGESTS, FIXED
from grader.packs.files import check
from tests.commands import COMMANDS, run
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType


def load(path: str) -> ModuleType:
    """Import a script of the documents."""
    spec = importlib.util.spec_from_file_location(path.replace("/", "_").removesuffix(".py"), ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


update = load("docs/update.py")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in update.PAGES}
TEXT = "\n".join(PAGES.values())
BLOCKS = update.blocks()
SHOWN = {update.runnable(command): text for command, text in update.outputs().items()}
RUNNABLE = list(dict.fromkeys(filter(None, map(update.runnable, update.commands()))))
run_once = cache(update.run)
# What tests can't run here: an image needs a Docker daemon.
NOT_RUN = {"docker build -t grade ."}


def block(*words: str) -> str:
    """Return the block of code that has some words in it."""
    return next(block.text for block in BLOCKS if all(word in block.text for word in words))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the documents' commands name."""
    folder = tmp_path_factory.mktemp("workspace")
    update.make_workspace(folder)
    return folder


class TestCommands:
    @pytest.mark.parametrize("command", RUNNABLE)
    def test_it_runs_and_prints_what_is_shown(self, command: str, workspace: Path) -> None:
        """It ends with a verdict, or in success; `python docs/update.py` rewrites what is shown."""
        if "| jq" in command and shutil.which("jq") is None:
            pytest.skip("jq is not installed")
        result = run_once(command, workspace)
        assert result.returncode in {0, 1}, result.stderr
        printed = update.shown(command, result)
        assert printed == SHOWN.get(command, printed)

    def test_what_is_not_run_is_part_of_the_gate(self) -> None:
        """Word for word."""
        gate = (ROOT / ".ci" / "run").read_text().splitlines()
        assert {command for command in update.commands() if not update.runnable(command)} <= {*gate, *NOT_RUN}

    def test_the_first_command_grades_the_sample(self) -> None:
        """It sets up with pip alone."""
        first = update.commands()[0]
        assert re.fullmatch(
            r"python3 -m venv \.venv && \.venv/bin/pip install -q -e \. && \.venv/bin/grade (\S+)", first
        )
        assert (ROOT / first.split()[-1]).is_file()

    def test_the_manual_pages_are_those_of_the_parsers(self, tmp_path: Path) -> None:
        """Page by page; `python docs/update.py` writes them."""
        update.write_manual(tmp_path)
        made, there = (
            {page.name: page.read_text(encoding="utf-8") for page in folder.iterdir()}
            for folder in (tmp_path, ROOT / "docs" / "man")
        )
        assert made == there

    def test_every_output_belongs_to_a_command_that_is_run(self) -> None:
        """Otherwise nobody would compare it."""
        assert set(SHOWN) <= set(RUNNABLE)

    def test_every_option_that_is_named_exists(self) -> None:
        """In blocks and in sentences; other programs' options are in blocks and in code of their own."""
        others = r"docker run(?:.*\\\n)*.*|(?:docker|pip|pytest|ruff|python docs).*|`--no-pictures`"
        named = set(re.findall(r"(?<![\w-])--[a-z][\w-]+", re.sub(others, "", TEXT)))
        tools = (
            "gradescope",
            "doctor",
            "build",
            "github",
            "publish",
            "cluster local",
            "feedback",
            "import",
            "mutants",
            "accuracy",
            "similar",
            "new",
            "validate",
            "student",
        )
        pages = (run(*name.split(), "--help", command="grader").stdout for name in tools)
        helps = run("--help").stdout + "".join(pages)
        assert named - {*re.findall(r"--[a-z][\w-]+", helps)} == set()

    def test_the_exit_statuses_are_those_of_the_command(self) -> None:
        """0 to 3, as its help says."""
        rows = re.findall(r"^\| (\d) \| (.+?) \|$", README, re.MULTILINE)
        assert [number for number, _ in rows] == ["0", "1", "2", "3"]
        text = " ".join(run("--help").stdout.split())
        assert [rows[n][1].split(":")[0].split(";")[0].split(",")[0] in text for n in range(4)] == [True] * 4


class TestCode:
    def test_python_runs(self, workspace: Path) -> None:
        """Each block by itself, where the sample's functions are defined."""
        code = [b.text for b in BLOCKS if b.language == "python" and b.page != update.TUTORIAL]
        cells = json.loads(update.SAMPLE.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells]
        prelude = "import numpy as np\n" + "\n".join(text for text in sources if text.startswith("def "))
        script = f"for code in {code!r}:\n    exec(code, exec({prelude!r}, here := {{}}) or here)\n"
        result = subprocess.run(
            [COMMANDS / "python", "-c", script], cwd=workspace, capture_output=True, text=True, check=False
        )
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.startswith("79")

    def test_rubrics_are_valid(self) -> None:
        """By their schema."""
        rubrics = [json.loads(b.text) for b in BLOCKS if b.language == "json" and '"name": "' in b.text]
        for rubric in rubrics:
            if rubric.keys() & {"pass_mark", "execution", "late"}:
                check(ROOT / "docs", rubric, "rubric")
        assert len(rubrics) >= 3

    def test_examples_of_ci_are_the_files(self) -> None:
        """Word for word."""
        blocks = {block.text for block in BLOCKS if block.language == "yaml"}
        files = (ROOT / ".github" / "examples").iterdir()
        assert {path.read_text(encoding="utf-8") for path in files} == blocks


class TestPages:
    def test_the_readme_is_short(self) -> None:
        """Everything else has a page of its own."""
        assert len(README.splitlines()) <= 250

    def test_contributing_fits_a_screen(self) -> None:
        """It is a list of what matters."""
        assert len(PAGES["CONTRIBUTING.md"].splitlines()) <= 45

    @pytest.mark.parametrize("name", PAGES)
    def test_the_readme_links_every_page(self, name: str) -> None:
        """And the page links back."""
        assert name == "README.md" or f"]({name})" in README
        assert not name.startswith("docs/") or "](../README.md)" in PAGES[name]

    @pytest.mark.parametrize("name", PAGES)
    def test_every_link_leads_somewhere(self, name: str) -> None:
        """To a file, and to a heading where it names one."""
        for link, heading in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", PAGES[name]):
            target = (ROOT / name).parent / link if link else ROOT / name
            assert target.exists(), link
            assert not heading or heading in set(anchors(target.read_text(encoding="utf-8")))

    @pytest.mark.parametrize("name", PAGES)
    def test_tables_are_current(self, name: str) -> None:
        """They come from the packs; `python docs/update.py` rewrites them."""
        assert update.with_tables(PAGES[name]) == PAGES[name]

    def test_both_tables_are_there(self) -> None:
        """Of the assignments and of their points."""
        assert [name for name in update.TABLES if f"<!-- /{name} -->" not in TEXT] == []

    def test_every_path_exists(self) -> None:
        """In code: `grader/…`, `assignments/…` and the like, without placeholders."""
        paths = re.findall(r"`((?:grader|assignments|reference|rubrics|tests|docs|\.github)/[\w./-]*)`", TEXT)
        assert [path for path in paths if not (ROOT / path).exists()] == []


def anchors(text: str) -> Iterator[str]:
    """Yield the names that GitHub gives to headings."""
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


class TestFacts:
    def test_every_field_of_a_report_is_described(self) -> None:
        """By its name."""
        schema = (ROOT / "grader" / "report" / "report.schema.json").read_text(encoding="utf-8")
        named = set(re.findall(r"`(\w+)`", PAGES["docs/report.md"]))
        assert set(fields(json.loads(schema))) - named == set()

    def test_every_file_of_a_pack_is_real(self) -> None:
        """At least one of the packs here has it."""
        text = PAGES["docs/packs.md"].split("## All files of a pack")[1].split("\n\nThe JSON")[0]
        for table in text.split("\n| file in ")[1:]:
            folder = table.split("`")[1].replace("<id>", "*")
            names = re.findall(r"`([^`]+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))
            patterns = [re.sub(r"<\w+>", "*", folder + name.rstrip("/")) for name in names]
            assert [pattern for pattern in patterns if not any(ROOT.glob(pattern))] == []

    def test_every_column_of_the_gradebook_is_described(self) -> None:
        """By its name."""
        assert {*FIXED, *DIGESTS} - set(re.findall(r"`(\w+)`", PAGES["docs/report.md"])) == set()

    def test_every_kind_of_check_is_described(self) -> None:
        """Those that a rubric may name."""
        schema = json.loads((ROOT / "grader" / "packs" / "schemas" / "rubric.schema.json").read_text())
        criterion = schema["properties"]["functions"]["additionalProperties"]["items"]
        kinds = criterion["properties"]["kind"]["enum"]
        assert [kind for kind in kinds if f"| `{kind}` |" not in PAGES["docs/grading.md"]] == []

    def test_the_layout_names_every_directory(self) -> None:
        """At the top, and no other."""
        named = set(re.findall(r"^\| `(\w+)/` \|", PAGES["docs/layout.md"].split("\n## ")[0], re.MULTILINE))
        top = {path.name for path in ROOT.iterdir() if path.is_dir() and any(path.rglob("*.*"))}
        made = {"build", "dist"}  # by tools
        assert named == {name for name in top - made if not name.startswith(".") and "egg-info" not in name}

    def test_the_layout_names_every_package_and_module(self) -> None:
        """Of `grader`, once each; packages in the order of their imports, where that is laid down."""
        section = PAGES["docs/layout.md"].split("\n## Packages\n")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `([\w.]+)/?` \|", section, re.MULTILINE)
        modules = re.findall(r"`(\w+\.py)`", section.rsplit("\n\n", 2)[-2] + section.rsplit("\n\n", 1)[-1])
        entries = [
            p for p in (ROOT / "grader").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()
        ]
        assert {*rows, *modules} == {path.name for path in entries}
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        for contract in project["tool"].get("importlinter", {}).get("contracts", ()):
            order = [name for layer in contract.get("layers", ()) for name in layer.split(" | ")]
            inside = [name for name in order if name in {row.removesuffix(".py") for row in rows}]
            assert inside in ([], [row.removesuffix(".py") for row in rows])


def fields(schema: dict[str, object]) -> Iterator[str]:
    """Yield the names of all properties of a schema of closed objects."""
    for key, value in schema.items():
        if key == "properties" and isinstance(value, dict) and schema.get("additionalProperties") is False:
            yield from value
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, dict):
                yield from fields(child)


class TestPictures:
    def test_the_terminal_is_a_real_run(self, workspace: Path) -> None:
        """It shows what the sample prints; `python docs/update.py` makes it again."""
        pictures = load("docs/pictures/make.py")
        printed = run_once(f"grade {pictures.SAMPLE}", workspace).stderr
        drawn = re.sub(
            r"<style>.*?</style>|<[^>]*>", "", pictures.TERMINAL.read_text("utf-8"), flags=re.DOTALL
        )
        assert letters(printed) in letters(unescape(drawn))

    def test_the_card_is_a_real_card(self) -> None:
        """Its words are those of a card made now; `python docs/update.py` makes it again."""
        pictures = load("docs/pictures/make.py")
        described = Image.open(pictures.CARD).text[pictures.WORDS]  # type: ignore[attr-defined]
        assert described == pictures.words_of(pictures.card_html())


def letters(text: str) -> str:
    """Return a text without spaces and line breaks."""
    return "".join(text.split())
