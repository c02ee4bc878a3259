"""What lasts: databases, SQLite or PostgreSQL, behind plain classes that the rest plugs in."""
