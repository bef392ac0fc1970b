"""Tags that templates load by name; ``pages.tags`` are built in."""
