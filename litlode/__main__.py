"""`python -m litlode`."""

from litlode.cli import main

if __name__ == "__main__":  # reading processes import this module again where processes are spawned
    main()
