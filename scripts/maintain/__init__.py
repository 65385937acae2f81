"""Scripts for who maintains Freshbars."""
