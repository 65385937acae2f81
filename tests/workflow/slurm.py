"""A Slurm of one node for the tests, from the distribution's packages: its own ports, files and keys, no root needed."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

CONF = """
ClusterName=tests
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
AuthType=auth/none
CredType=cred/none
MpiDefault=none
MailProg=/bin/true
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
MinJobAge=300
KillWait=2
SchedulerParameters=batch_sched_delay=0,sched_interval=1
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} RealMemory=3000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE OverSubscribe=NO State=UP
"""
SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
MISSING = next((name for name in ("slurmctld", "slurmd", "sbatch") if not shutil.which(name, path=SBIN)), None)


@contextmanager
def slurm(folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which Slurm's commands find a Slurm that lives as long as the block."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    for name in ("state", "spool"):
        (folder / name).mkdir(parents=True)
    conf = folder / "slurm.conf"
    named = {"host": socket.gethostname().split(".")[0], "user": getuser(), "cpus": os.cpu_count()}
    conf.write_text(CONF.format(**named, ports=ports, folder=folder))
    # A job's Snakemake takes Slurm's variables away before it calls srun.
    wrapper = folder / "bin/srun"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nSLURM_CONF={conf} exec {shutil.which("srun")} "$@"\n')
    wrapper.chmod(0o755)
    environment = {"SLURM_CONF": str(conf), "PATH": f"{wrapper.parent}:{SBIN}"}
    daemons = [
        subprocess.Popen(
            [name, "-D"], env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for name in ("slurmctld", "slurmd")
    ]
    try:
        for _ in range(300):
            if "idle" in ask(environment, "sinfo", "-h", "-o", "%T"):
                break
            time.sleep(0.1)
        else:
            raise RuntimeError((folder / "slurmctld.log").read_text() + (folder / "slurmd.log").read_text())
        yield environment
    finally:
        ask(environment, "scancel", "--user", getuser())
        for daemon in reversed(daemons):
            daemon.terminate()
            daemon.wait(30)


def ask(environment: dict[str, str], *command: str) -> str:
    """What one of Slurm's commands prints; nothing if it fails."""
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout
