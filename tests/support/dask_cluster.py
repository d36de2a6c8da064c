"""A Dask cluster over loopback: a scheduler, and workers that are started and ended by name."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

SECONDS = 120  # for a process to start, on a busy machine


class DaskCluster:
    """A scheduler, and the workers that were started for it."""

    def __init__(self, folder, *more):
        self.folder = folder
        self._started = []
        self._said = folder / "scheduler.json"
        self._more = more
        self.start_scheduler()

    def start_scheduler(self, port=0):
        self._said.unlink(missing_ok=True)
        arguments = ("--host", "127.0.0.1", "--port", port, "--no-dashboard", "--scheduler-file", self._said)
        self.scheduler = self._start("scheduler", *arguments, *self._more)
        self.address = json.loads(self._when(lambda: self._said.exists() and self._said.read_text()))["address"]

    def worker(self, name, *more, through=(), **environment):
        """Start a worker with one thread."""
        (self.folder / name).mkdir(exist_ok=True)
        arguments = ("--nthreads", "1", "--no-dashboard", "--name", name, "--local-directory", self.folder / name)
        return self._start("worker", self.address, *arguments, *more, through=through, **environment)

    def wait_for_workers(self, count):
        """Wait until that many workers have come, including those that have gone."""
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


_CERTIFICATES = """
set -e
for name in ours others; do
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=$name \\
    -keyout $name-key.pem -out $name.pem
done
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=dask -keyout key.pem -out asked.pem
openssl x509 -req -in asked.pem -CA ours.pem -CAkey ours-key.pem -CAcreateserial -days 2 -out cert.pem
"""
_SETTINGS = """
distributed:
  comm:
    tls:
      ca-file: {0}/ours.pem
      scheduler: {{cert: {0}/cert.pem, key: {0}/key.pem}}
      worker: {{cert: {0}/cert.pem, key: {0}/key.pem}}
      client: {{cert: {0}/cert.pem, key: {0}/key.pem}}
"""


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    """A folder with an authority, a certificate of it, another authority, and Dask's settings for them."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: sudo apt install openssl")
    folder = tmp_path_factory.mktemp("certificates")
    subprocess.run(["sh", "-c", _CERTIFICATES], cwd=folder, check=True, capture_output=True)
    (folder / "tls.yaml").write_text(_SETTINGS.format(folder))
    return folder


@pytest.fixture
def dask_cluster(open_folder):
    """A scheduler without workers."""
    folder = open_folder / "dask"
    folder.mkdir()
    cluster = DaskCluster(folder)
    yield cluster
    cluster.end()
