"""The state in a database: SQLite in a file, or PostgreSQL, through SQLAlchemy and Alembic."""
