"""The figures of docs/measured.md, each by a command: ``python -m benchmarks [NAME ...]``."""
