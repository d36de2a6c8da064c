"""Starting, losing and ending a zygote."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gradax.sandbox import GuestLimits, Zygote
from gradax.wire.failures import GraderFault


def test_no_protection_is_refused_for_code_that_nobody_trusts():
    with pytest.raises(GraderFault, match="only trusted code runs"):
        Zygote(None)


def test_an_unknown_tier_is_refused():
    with pytest.raises(GraderFault, match="no protection 'C'"):
        Zygote("C", trusted=True)


def test_trusted_code_runs_without_protection(call):
    with Zygote(None, preload=(), trusted=True) as zygote:
        guest = zygote.guest()
        assert call(guest, "import socket\ndef f(): return bool(socket.socket())") is True
        guest.close()


def test_a_preload_that_is_not_there_is_named(tier):
    with pytest.raises(GraderFault, match="No module named 'no_such_library'"):
        Zygote(tier, preload=("no_such_library",))


def test_an_optional_preload_is_imported_where_it_is_installed(tier, call):
    with Zygote(tier, preload=("no_such_library?", "colorsys?")) as zygote:
        guest = zygote.guest()
        assert call(guest, "import sys\ndef f(): return 'colorsys' in sys.modules") is True
        guest.close()


def ended(guest, seconds=10):
    deadline = time.monotonic() + seconds
    while guest.alive and time.monotonic() < deadline:
        time.sleep(0.05)
    return not guest.alive


def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_zygote_that_is_gone_gives_no_guest(tier):
    with Zygote(tier, preload=()) as zygote:
        guest = zygote.guest(GuestLimits())
        os.kill(parent_of(guest._pid), signal.SIGKILL)
        assert ended(guest)
        with pytest.raises(GraderFault, match="no guest came"):
            zygote.guest(GuestLimits())
        guest.close()


def test_guests_end_with_their_zygote(tier):
    with Zygote(tier, preload=()) as zygote:
        guest = zygote.guest(GuestLimits())
    alive = not ended(guest)
    guest.close()
    assert not alive


def test_a_zygote_can_be_closed_twice_and_leaves_no_folder(tier, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    zygote = Zygote(tier, preload=())
    zygote.close()
    zygote.close()
    assert not zygote.alive
    assert list(tmp_path.iterdir()) == []


def test_a_zygote_that_does_not_start_leaves_no_folder(tier, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(GraderFault):
        Zygote(tier, preload=("no_such_library",), cache=tmp_path / "cache", writable_cache=True)
    assert [path.name for path in tmp_path.rglob("*")] == ["cache"]


def test_memory_without_limits_is_the_zygotes(tier, call):
    with Zygote(tier, preload=(), memory_mib=64) as zygote:
        guest = zygote.guest()
        source = "def f():\n    try: bytearray(128 << 20)\n    except MemoryError: return 'refused'"
        assert call(guest, source) == "refused"
        guest.close()


def test_a_zygote_started_in_a_thread_outlives_it(tier):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        zygote = pool.submit(Zygote, tier, preload=()).result()
    zygote.guest(GuestLimits()).close()
    zygote.close()


def test_nothing_of_a_submission_is_on_a_command_line(zygote):
    told = Path(f"/proc/{zygote.pid}/cmdline").read_bytes()
    assert b"points" not in told


def test_a_killed_grader_leaves_no_folder_behind(tier, open_folder):
    open_folder.chmod(0o777)
    source = "import os; from gradax.sandbox import Zygote; zygote = Zygote('%s', preload=()); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", source % tier], env={**os.environ, "TMPDIR": str(open_folder)}, timeout=60)
    deadline = time.monotonic() + 10
    while list(open_folder.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(open_folder.iterdir()) == []
