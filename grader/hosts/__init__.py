"""Integrations with CI systems and course platforms, each with its own format for a verdict."""
