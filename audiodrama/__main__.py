"""`audiodrama` and `python -m audiodrama`. Nothing is imported before Ctrl-C can be answered."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; Ctrl-C while it still loads ends it without a traceback."""
    try:
        from audiodrama.cli.commands import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
