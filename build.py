"""Build content/ into site/: the same as the command ``newsgen build``."""

import sys

from newsgen.cli import main

if __name__ == "__main__":
    sys.exit(main())
