"""What people judge next, how far they agree, and how they exchange what they judged."""
