"""Entry of `hengce` and `python -m desktop_app`."""

import sys


def main() -> int:
    """Run the program with the process's arguments and return its exit code."""
    from desktop_app.bootstrap import run  # noqa: PLC0415 - keeps `--help` of pip scripts fast

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
