"""Tools for authors: build starters from lessons, and expected values from reference answers."""
