"""Edits of a student's function, made from its syntax tree alone; none of them is run here."""
