"""``python -m newsgen``.

In: arguments.  Out: an exit code.  Never: does anything that ``newsgen`` does not.
"""

from newsgen.cli import command

if __name__ == "__main__":  # and not in a process that was begun from here
    command()
