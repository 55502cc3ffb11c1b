"""extract/time."""
