"""The formats of the vendors, one declaration each."""
