"""Reports: their data and their formats."""
