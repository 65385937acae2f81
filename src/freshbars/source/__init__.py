"""What the vendor said: files, their formats, and the table of price histories."""
