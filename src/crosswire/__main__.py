"""`python -m crosswire` is `crosswire`."""

from crosswire.cli import main

main()
