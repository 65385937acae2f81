"""A user's daily tasks, done by Freshbars and by what that user would otherwise write."""
