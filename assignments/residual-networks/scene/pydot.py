"""Stands in for a library that draws graphs: drawings are left out."""
