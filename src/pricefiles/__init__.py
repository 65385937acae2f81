"""Daily price files of any vendor, read into days: bytes in, rows out. Knows no database and no configuration."""
