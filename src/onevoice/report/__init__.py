"""An Analysis as a page, a table, a picture; computes nothing."""
