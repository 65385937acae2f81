"""What the vendor said: whose a file is, which file decides a day, calendars. Formats are in the package pricefiles."""
