"""A Dask cluster over loopback: a scheduler, and workers that are started and ended by name."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

SECONDS = 120  # for a process to start, on a busy machine


class DaskCluster:
    """A scheduler, and the workers that were started for it."""

    def __init__(self, folder):
        self.folder = folder
        self._started = []
        said = folder / "scheduler.json"
        arguments = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", said)
        self.scheduler = self._start("scheduler", *arguments)
        self.address = json.loads(self._when(lambda: said.exists() and said.read_text()))["address"]

    def worker(self, name, *more, through=(), **environment):
        """Start a worker with one thread."""
        (self.folder / name).mkdir(exist_ok=True)
        arguments = ("--nthreads", "1", "--no-dashboard", "--name", name, "--local-directory", self.folder / name)
        return self._start("worker", self.address, *arguments, *more, through=through, **environment)

    def wait_for_workers(self, count):
        """Wait until so many workers have come, gone ones among them."""
        self._when(lambda: (self.folder / "log").read_text().count("Registered to:") >= count)

    def end(self, *processes):
        """Kill these, by default all, with whatever they started."""
        for process in processes or self._started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, what, *arguments, through=(), **environment):
        command = [*through, sys.executable, "-W", "ignore", "-m", "dask", what, *map(str, arguments)]
        with open(self.folder / "log", "ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, process_group=0, cwd=self.folder, env=os.environ | environment
            )
        self._started.append(process)
        return process

    def _when(self, found):
        until = time.monotonic() + SECONDS
        while not (value := found()):
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.05)
        return value


@pytest.fixture
def dask_cluster(open_folder):
    """A scheduler without workers."""
    folder = open_folder / "dask"
    folder.mkdir()
    cluster = DaskCluster(folder)
    yield cluster
    cluster.end()
