"""Graphs of Keras models, in a form that does not depend on how a model was written."""

from grader.checks.graphs.absent import no_model
from grader.checks.graphs.compare import ASPECTS, alignment_of, graph_differences, summary_rows
from grader.checks.graphs.finding import EMPTY, EXTRA

__all__ = ["ASPECTS", "EMPTY", "EXTRA", "alignment_of", "graph_differences", "no_model", "summary_rows"]
