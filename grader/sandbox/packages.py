"""Tells what this machine lacks from what a student forgot: packages, and what shell lines print."""

from __future__ import annotations

import ast
import importlib.util
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.box.magics import NO_DATA, PRINTING, SCRIPT_CELL, SHELL_LINE, echoed, printed_by_script
from grader.extract.program import statement_at
from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.extract import Statement
    from grader.sandbox.interface import Raised

_NO_MODULE = re.compile(r"No module named '([\w.]+)'")
MAX_LINE_CHARACTERS = 40
_CAPTURES = re.compile(r"getoutput|script_output|run_line_magic\('(?:sx|system)'")
_IMPORTING = frozenset({"import_module", "__import__", "load_module", "exec_module", "reload"})
# By the names that they are imported under; of others, feedback says that the module is not there.
KNOWN = frozenset(
    {
        "albumentations", "arviz", "astropy", "attr", "autograd", "automl", "bs4", "cachetools",
        "caffe", "catboost", "cffi", "cftime", "chainer", "chex", "click", "cntk", "colorcet",
        "cupy", "cv2", "cvxpy", "Cython", "cython", "dask", "datasets", "deap", "deeplake",
        "detectron2", "diffusers", "dm_haiku", "docx", "efficientnet", "einops", "equinox",
        "evaluate", "faiss", "fastai", "fastcore", "flax", "fsspec", "ftfy", "fuzzywuzzy", "gdown",
        "gensim", "geopandas", "google", "gradio", "gym", "gymnasium", "haiku", "hdf5storage",
        "huggingface_hub", "hydra", "hyperopt", "imageio", "imblearn", "imgaug", "imutils", "jax",
        "jaxlib", "jaxtyping", "joblib", "kaggle", "keras_applications", "keras_contrib",
        "keras_core", "keras_cv", "keras_nlp", "keras_preprocessing", "keras_tuner", "kerastuner",
        "kornia", "langchain", "lasagne", "librosa", "lightgbm", "lightning", "lime", "llvmlite",
        "lxml", "mediapipe", "mlflow", "mne", "monai", "moviepy", "mxnet", "natsort", "ndimage",
        "networkx", "nibabel", "nltk", "nose", "nptyping", "numba", "numexpr", "numpy_groupies",
        "omegaconf", "onnx", "onnxruntime", "openai", "openpyxl", "opt_einsum", "optuna", "pathos",
        "patsy", "peft", "pint", "polars", "pyarrow", "pycuda", "pydantic", "pydicom", "pydub",
        "pymc", "pymc3", "pyopencl", "pyproj", "pyspark", "pytest", "pytorch_lightning", "pyttsx3",
        "pytz", "pywt", "qutip", "rasterio", "ray", "regex", "requests", "sacred", "scikeras",
        "sentence_transformers", "sentencepiece", "seqeval", "shap", "shapely", "simpleitk",
        "SimpleITK", "skimage", "sklearn", "skopt", "skorch", "skvideo", "sonnet", "spacy",
        "spektral", "statsmodels", "streamlit", "sympy", "tables", "tensorboardX",
        "tensorflow_addons", "tensorflow_datasets", "tensorflow_hub", "tensorflow_probability",
        "tensorflow_text", "tensorly", "textblob", "tf_agents", "tf_slim", "tflearn", "theano",
        "thinc", "tifffile", "tiktoken", "timm", "tokenizers", "toolz", "torch", "torchaudio",
        "torchinfo", "torchmetrics", "torchsummary", "torchtext", "torchvision", "tpot",
        "transformers", "trax", "treelib", "typeguard", "ujson", "umap", "vpython", "xarray",
        "xgboost", "xlrd", "yellowbrick", "zarr",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Lack:
    """What is not there where notebooks are graded: a package, or what a shell line prints.

    Attributes:
        need: What a function needs, with what is wrong with it.
        cause: Why it could not be judged: the beginning of a sentence.
        remedy: What can be done.
    """

    need: str
    cause: str
    remedy: str

    @classmethod
    def of_package(cls, package: str) -> Lack:
        """Return that of a package."""
        return cls(
            f"the package {package}, which is not installed here",
            f"The package {package} is not installed where notebooks are graded",
            "Install it there, or fail such functions with --require-packages.",
        )

    @classmethod
    def of_output(cls, source: str) -> Lack:
        """Return that of the output of a shell line, or of another program's cell."""
        source = clean(source, MAX_LINE_CHARACTERS)
        return cls(
            f"what {source} prints, which is not known here",
            f"{source[:1].upper()}{source[1:]} is not run where notebooks are graded",
            "Judge that by hand, or fail such functions with --require-packages.",
        )


def lack_of(raised: Raised, statements: Iterable[Statement]) -> Lack | None:
    """Return what is lacking, if that is why the code of some statements raised."""
    package = missing_package(raised)
    if package is not None:
        return Lack.of_package(package) if _imports(package, raised, statements) else None
    if raised.types[:1] != ("CourseDataError",) or not raised.message.startswith(PRINTING):
        return None
    captures = (_CAPTURES.search(statement.source) for statement in statements)
    return Lack.of_output(raised.message.removesuffix(NO_DATA)) if any(captures) else None


def lack_of_output(statement: Statement) -> Lack | None:
    """Return what is lacking to a statement that binds variables to what another program prints."""
    match statement.node:
        case ast.Assign(
            value=ast.Call(func=ast.Attribute(attr="getoutput"), args=[ast.Constant(value=str(line))])
        ) if echoed(line) is None:
            return Lack.of_output(f"{SHELL_LINE}{line}")
        case ast.Assign(
            value=ast.Call(
                func=ast.Attribute(attr="script_output"),
                args=[ast.Constant(value=str(program)), ast.Constant(value=str(text)), *_],
            )
        ) if printed_by_script(program, text) is None:
            return Lack.of_output(f"{SCRIPT_CELL}{program}")
    return None


def missing_package(raised: Raised) -> str | None:
    """Return the package that an exception is about, if this machine lacks it."""
    found = _NO_MODULE.search(raised.message) if raised.types[:1] == ("ModuleNotFoundError",) else None
    package = found[1].partition(".")[0] if found else ""
    if package not in KNOWN or importlib.util.find_spec(package) is not None:
        return None
    return package


def _imports(package: str, raised: Raised, statements: Iterable[Statement]) -> bool:
    """Return whether the line that raised imports something: anyone may raise the exception of an import."""
    statement = statement_at(raised, statements)
    if statement is None:
        return not raised.origin
    inside = (
        node
        for node in ast.walk(statement.node)
        if isinstance(node, (ast.stmt, ast.Call)) and _covers(node, raised.line - statement.shift)
    )
    innermost = [node for node in inside if not hasattr(node, "body")]
    imports = any(_is_import(node, package) for node in innermost)
    return imports and not any(isinstance(node, ast.Raise) for node in innermost)


def _covers(node: ast.stmt | ast.Call, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _is_import(node: ast.AST, package: str) -> bool:
    """Return whether a node is an import statement, or a call that may import a package."""
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _IMPORTING:
            return True
        case ast.Call():
            texts = (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
            return any("import" in text and package in text for text in texts)
    return False
