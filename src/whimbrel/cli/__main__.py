"""`python -m whimbrel.cli`."""

from whimbrel.cli import main

main()
