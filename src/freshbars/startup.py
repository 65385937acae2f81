"""Sets up the process of a builder. To be imported before anything else: it decides how other modules are loaded."""

import signal
import sys

# Ctrl-C while modules are loaded ends the process without a traceback; ``reporting`` prints a line once it is active.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

# psycopg2 imports ``ssl``, a tenth of a builder's start time, only for the locks of an OpenSSL older than any that it is
# built with. It works without.
if "ssl" not in sys.modules:
    sys.modules["ssl"] = None  # type: ignore[assignment]
    import psycopg2  # noqa: F401

    del sys.modules["ssl"]
