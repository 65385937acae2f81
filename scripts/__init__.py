"""Builders: one script for each rule, named like it, run as ``python -m freshbars.scripts.<rule>``."""

import signal

# Ctrl-C while modules are loaded ends without a traceback; ``reporting`` then says what it means.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
