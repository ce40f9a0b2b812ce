"""Reports: what a verdict is, and how it is shown."""
