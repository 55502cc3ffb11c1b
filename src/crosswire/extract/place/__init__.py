"""extract/place."""
