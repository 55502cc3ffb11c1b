"""extract/figure."""
