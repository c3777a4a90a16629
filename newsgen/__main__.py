"""``python -m newsgen``.

In: arguments.  Out: an exit code.  Never: does anything that ``newsgen`` does not.
"""

import sys

from newsgen.cli import main

if __name__ == "__main__":  # and not in a process that was begun from here
    sys.exit(main())
