"""What a hostile submission can make the grader say: to a student, to an instructor, on a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess

import pytest
from harness import GRADE, PATIENCE_SECONDS, SEED, Ground, attack, load

READERS = {
    "secrets-on-disk": "FOUND",
    "secrets-in-modules": "found()",
    "secrets-in-objects": "FOUND",
    "secrets-in-frames": "[name for name in names() if any(word in str(name) for word in WORDS)]",
    "secrets-in-proc": "list(readable())",
    "secrets-in-environment": "[text for text in texts() if '@HOME@' in text or '@REPORT@' in text]",
    "secrets-in-other-memory": "[number for number, result in enumerate(reached()) if result]",
    "secrets-of-other-boxes": "list(found())",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what an instructor is told of attacks whose exceptions tell what they have read."""
    ground = Ground(tmp_path_factory.mktemp("readers"))
    victim = "def pool_forward(A_prev, hparameters, mode='max'):"
    for slug, reader in READERS.items():
        telling = f"\n\n{victim}\n    raise ValueError('found: ' + repr({reader} or []))\n"
        ground.notebook(attack(slug).source + telling, f"{slug}.ipynb")
    out = ground.root / "out"
    ground.grade(ground.submissions, "--output-dir", out, "--audience", "instructor", *SEED)
    reports = {slug: load(out / f"{slug}.json") for slug in READERS}
    return {
        slug: next(f["feedback"] for f in report["functions"] if f["name"] == "pool_forward")
        for slug, report in reports.items()
    }


@pytest.mark.thorough
@pytest.mark.parametrize("slug", READERS)
def test_an_instructor_reads_that_nothing_was_found(slug: str, told: dict[str, str]) -> None:
    """What an attack managed to read, told in an exception's text, is nothing."""
    assert "raised ValueError: found: [] (" in told[slug]


def test_the_status_a_process_ends_with_in_a_hidden_case_is_not_shown(ground: Ground) -> None:
    """A student chooses the exit status: eight bits of a hidden input."""
    graded = ground.attack(attack("leak-exit-status"))

    assert "173" not in graded.text


@pytest.mark.parametrize("slug", ["leak-reference", "leak-reference-result"])
def test_the_references_helper_tells_nothing_of_itself(slug: str, ground: Ground) -> None:
    """What a student's code finds out about the reference's helper appears nowhere."""
    graded = ground.attack(attack(slug))

    assert "LEAK_" not in graded.text


def test_a_timeout_is_told_alike_in_every_run(ground: Ground) -> None:
    """A timeout in a hidden case says nothing of what the published cases happened to leave of the limit."""
    graded = ground.attack(attack("endless-hidden-only"))
    feedback = {f["name"]: f["feedback"] for f in graded.report["functions"]}

    assert "did not finish within the time limit in a hidden case" in feedback["pool_forward"]


SPEAKERS = (
    "exception-markup",
    "exception-surrogates",
    "result-type-name-escapes",
    "forged-too-large-with-escapes",
    "forged-raised-with-many-types",
    "result-text",
)


@pytest.mark.parametrize("slug", SPEAKERS)
def test_a_terminal_gets_text_and_nothing_else(slug: str, ground: Ground) -> None:
    """On a terminal the summary is printed whole, and only the grader's own escapes are in it."""
    path = ground.notebook(attack(slug).source)
    status, screen = _on_a_terminal(ground, str(path), "-o", str(ground.report), "--diagnosis", "quick")
    foreign = re.findall(r"\x1b(?!\[[0-9;]*m)|[\x00-\x08\x0b\x0c\x0e-\x1a\x7f-\x9f]", screen)

    assert status in {0, 1}, screen[-2000:]
    assert foreign == []
    assert "pool_forward" in screen


def test_markup_is_printed_as_it_stands(ground: Ground) -> None:
    """A printer's markup in a message is text."""
    path = ground.notebook(attack("exception-markup").source)
    _, screen = _on_a_terminal(ground, str(path))

    assert "[bold red]100 / 100[/]" in screen


def test_what_a_student_says_keeps_to_a_line(ground: Ground) -> None:
    """Feedback and messages are single lines of a few hundred characters, whatever a student says."""
    graded = ground.attack_at_once([*map(attack, SPEAKERS)], patience=PATIENCE_SECONDS)
    functions = [function for each in graded.values() for function in each.report["functions"]]
    texts = [function["feedback"] for function in functions]
    texts += [check["message"] for function in functions for check in function["checks"]]
    texts += [note["message"] for each in graded.values() for note in each.report["diagnostics"]]

    assert [text for text in texts if len(text) > 2000] == []
    assert [text for text in texts if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)] == []


def _on_a_terminal(ground: Ground, *arguments: str) -> tuple[int, str]:
    """Run the command with a terminal as its standard output."""
    ours, theirs = pty.openpty()
    folders = {"HOME": str(ground.home), "TMPDIR": str(ground.tmp)}
    process = subprocess.Popen(
        [GRADE, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,  # where progress goes, which moves the cursor
        env={**os.environ, **folders, "TERM": "xterm-256color"},
        cwd=ground.root,
    )
    os.close(theirs)
    screen = b""
    try:
        while block := os.read(ours, 2**16):
            screen += block
    except OSError:  # how a terminal ends
        pass
    os.close(ours)
    return process.wait(timeout=PATIENCE_SECONDS), screen.decode("utf-8", "replace")
