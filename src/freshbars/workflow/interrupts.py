"""Ctrl-C beside a database that no longer answers: the driver then waits where no handler of Python's runs."""

import os
import signal
import sys
import threading
import time

# Seconds that a process has to end by itself.
PATIENCE = 3.0


class EndOnInterrupt:
    """From ``start`` to ``stop``, Ctrl-C ends the process within ``PATIENCE`` seconds, whatever it waits for.

    Not if it has an embedded server to stop: that one always answers, and must not be left running.
    """

    def __init__(self) -> None:
        self._active = False

    def start(self) -> None:
        """Begin. Does nothing outside the main thread, where no signal arrives."""
        if threading.current_thread() is not threading.main_thread():
            return
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        # Written to by the interpreter's own handler, which runs at once.
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        self._active = True
        threading.Thread(target=self._watch, args=(reader,), daemon=True).start()

    def stop(self) -> None:
        """End the process in no other way than before ``start``."""
        if self._active:
            self._active = False
            signal.set_wakeup_fd(-1)

    def _watch(self, reader: int) -> None:
        while signal.SIGINT not in os.read(reader, 64):
            pass
        time.sleep(PATIENCE)
        server = sys.modules.get("localpostgres.server")
        if self._active and not (server and server.in_use()):
            os.write(2, b"freshbars: interrupted while the database did not answer; run again when it does\n")
            os._exit(130)
