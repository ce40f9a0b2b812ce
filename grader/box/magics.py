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
# What an exception's text calls the source of what is not known, and what it says of that.
SHELL_LINE = "the shell line !"
NO_DATA = " has no data where notebooks are graded"
_NOT_PLAIN = re.compile(r"[^\w\s.,:+%=@/'\"-]")  # variables, patterns, pipes, redirections


def echoed(command: str) -> str | None:
    """Return what a shell line prints, if it is `echo` with plain words."""
    try:
        words = [] if _NOT_PLAIN.search(command) or "\n" in command.strip() else shlex.split(command)
    except ValueError:  # a quotation that does not end
        return None
    if words[:1] != ["echo"] or any(word.startswith("-") for word in words[1:2]):
        return None
    return " ".join(words[1:])
