"""`python -m audiodrama`."""

from audiodrama.cli.commands import main

if __name__ == "__main__":
    main()
