"""Where a desk is kept: its tables, the two databases, migrations, backups, rows."""
