"""Reports as files and pages: one module for each format."""
