"""Files in and out, one module per format; every error names file, row and column."""
