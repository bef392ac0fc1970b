"""Pages: each parses, then does one act or one reading, then renders."""
