"""Words found in reports and claims."""
