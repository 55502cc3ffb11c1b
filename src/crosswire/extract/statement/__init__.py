"""extract/statement."""
