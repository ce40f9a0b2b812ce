"""The magics that a box need not run."""

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
