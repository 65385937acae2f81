"""Run a Python script and note its peak memory in MB: python peak.py FILE SCRIPT ARGUMENTS ..."""

import resource
import runpy
import sys
from pathlib import Path

file, script = sys.argv[1:3]
sys.argv = sys.argv[2:]
runpy.run_path(script, run_name="__main__")
Path(file).write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
