"""Tells what this machine lacks from what a student forgot: packages that notebooks import."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.sandbox.interface import Raised

_NO_MODULE = re.compile(r"No module named '([\w.]+)'")
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


def module_of(raised: Raised) -> str | None:
    """Return the module that an import did not find, if that is what was raised."""
    found = _NO_MODULE.search(raised.message) if raised.types[:1] == ("ModuleNotFoundError",) else None
    return found[1] if found else None


def missing_package(raised: Raised) -> str | None:
    """Return the package that this machine lacks, if that is why a student's code raised."""
    module = module_of(raised)
    package = (module or "").partition(".")[0]
    if package not in KNOWN or importlib.util.find_spec(package) is not None:
        return None
    return package
