"""The magics that a box need not run, and the shell lines of which it knows the output all the same."""

from __future__ import annotations

import re
import shlex

# Magics that set up a display, measure, list or look things up, and bind nothing that a function needs.
INERT = frozenset(
    {
        "!", "aimport", "alias", "autoreload", "bash", "bigquery", "bookmark", "cat", "cmd",
        "colors", "conda", "config", "cp", "cython", "Cython", "debug", "doctest_mode",
        "false", "gui", "hist", "history", "html", "HTML", "javascript", "js", "julia", "latex",
        "ll", "load_ext", "logstart", "logstop", "lprun", "ls", "lsmagic", "magic", "mamba",
        "markdown", "matplotlib", "memit", "mkdir", "mprun", "mv", "nbagg", "notebook", "page",
        "pdb", "pdef", "pdoc", "perl", "pfile", "pinfo", "pinfo2", "pip", "pprint", "precision",
        "psource", "pycat", "pypy", "python", "python2", "python3", "quickref", "R",
        "recall", "reload_ext", "rm", "rmdir", "ruby", "script",
        "script_magic", "sh", "skip", "sql", "store", "svg", "SVG", "sx", "system",
        "tensorboard", "tensorflow_version", "timeit", "unload_ext", "uv", "watermark", "who",
        "whos", "xmode",
    }
)  # fmt: skip
# Those that bind nothing, but have a value, or a place that later ones depend on.
QUERIES = frozenset({"cd", "pwd", "who_ls"})
# Those that delete what the notebook has bound.
DELETING = frozenset({"reset", "reset_selective", "xdel"})
# Those that return what a shell line prints, as `files = !ls` does.
CAPTURING = frozenset({"sx", "system"})
# Those that run another program, and may keep its output: `%%bash --out words`.
SCRIPTS = frozenset({"bash", "cmd", "perl", "pypy", "python", "python2", "python3", "ruby", "script", "sh"})
_SHELLS = frozenset({"bash", "sh"})
# What an exception's text calls the source of what is not known, and what it says of that.
SHELL_LINE, SCRIPT_CELL = "the shell line !", "the cell that begins with %%"
PRINTING = (SHELL_LINE, SCRIPT_CELL)
NO_DATA = " has no data where notebooks are graded"
_BETWEEN = re.compile(r"\n|;|&&")
_NOT_PLAIN = re.compile(r"[^\w\s.,:+%=@/'\"-]")  # variables, patterns, pipes, redirections


def echoed(commands: str) -> list[str] | None:
    """Return the lines that a shell prints, if all it has to do is `echo` with plain words."""
    parts = [part.strip() for part in _BETWEEN.split(commands.strip().rstrip(";"))]
    lines = [_echoed(part) for part in parts if part and not part.startswith("#")]
    known = [line for line in lines if line is not None]
    return known if known and len(known) == len(lines) else None


def _echoed(command: str) -> str | None:
    try:
        words = [] if _NOT_PLAIN.search(command) else shlex.split(command)
    except ValueError:  # a quotation that does not end
        return None
    if words[:1] != ["echo"] or any(word.startswith("-") for word in words[1:2]):
        return None
    return " ".join(words[1:])


def printed_by_script(program: str, text: str) -> str | None:
    """Return what a cell of another program prints, as far as that is known."""
    lines = echoed(text) if program in _SHELLS else None
    return None if lines is None else "".join(f"{line}\n" for line in lines)
