"""Scripts for who operates Freshbars."""
