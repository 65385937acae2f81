"""Builders: one script for each rule, named like it, run as ``python -m freshbars.scripts.<rule>``."""

import signal
import sys

# Ctrl-C while modules are loaded ends without a traceback; ``reporting`` then says what it means.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

# psycopg2 imports ``ssl``, a tenth of what a builder takes to load, for the locks of an OpenSSL older than any that it is
# built with; without the module it does as well.
if "ssl" not in sys.modules:
    sys.modules["ssl"] = None
    import psycopg2  # noqa: F401

    del sys.modules["ssl"]
