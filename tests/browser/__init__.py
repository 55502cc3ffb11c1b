"""The page in a real browser; skipped where there is none, unless CROSSWIRE_REQUIRE_BROWSER=1."""
