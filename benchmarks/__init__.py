"""Measuring Whimbrel: `python -m benchmarks NAME --data FILE [--json]`, and `--check` for the floors."""
