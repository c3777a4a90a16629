"""Build content/ into site/: the same as the command ``newsgen build``."""

from newsgen.cli import command

if __name__ == "__main__":
    command()
