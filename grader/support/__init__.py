"""Small utilities that are independent of grading."""
