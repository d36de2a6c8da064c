"""A PostgreSQL server for tests alone, from the system's packages, that can be stopped and started."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

PORT = 5432  # of a socket in a folder of our own


class Postgres:
    """A server that listens on a socket in its folder."""

    def __init__(self, programs, folder):
        self._programs = programs
        self.folder = folder
        self._become: tuple[str, ...] = ()
        if os.geteuid() == 0:  # which the server refuses to run as
            user = next(user for user in ("postgres", "nobody") if _is_user(user))
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
            self._become = ("setpriv", f"--reuid={user}", "--clear-groups")
        self._run("initdb", "--auth=trust", "--username=grader", "--no-sync", "--encoding=UTF8", "--no-locale")
        self.start()

    def start(self):
        options = f"-k {self.folder} -p {PORT} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-o", options, "-l", self.folder / "log")

    def stop(self):
        self._run("pg_ctl", "stop", "-w", "-m", "fast")

    def make(self, name):
        """Make a database; its address."""
        self.ask("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://grader:secret@/{name}?host={self.folder}&port={PORT}"

    def ask(self, database, *statements):
        """Run statements in a database."""
        where = f"host={self.folder} port={PORT} user=grader dbname={database}"
        with psycopg.connect(where, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def _run(self, program, *arguments):
        command = [*self._become, self._programs / program, "-D", self.folder / "data", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _is_user(name):
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _programs():
    """Where the server's programs are; Debian keeps them off the PATH."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in places if (place / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgres():
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: sudo apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="gradax-pg-"))  # a socket's path is short
    folder.chmod(0o755)
    server = Postgres(programs, folder)
    yield server
    server.stop()
    shutil.rmtree(folder)
