"""The SQL of our tables, by table.

Two statements serve all tables and have modules of their own: rows are written by COPY (``copy_in`` of
``database/copy_format.py``, called for every step in ``refresh/stage.py``) and deleted by ``deletes.py``.
"""
