"""extract/mention."""
