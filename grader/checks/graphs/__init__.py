"""Graphs of Keras models, in a form that does not depend on how a model was written."""

from grader.checks.graphs.absent import no_model
from grader.checks.graphs.compare import ASPECTS, EXTRA, alignment_of, graph_differences, summary_rows

__all__ = ["ASPECTS", "EXTRA", "alignment_of", "graph_differences", "no_model", "summary_rows"]
