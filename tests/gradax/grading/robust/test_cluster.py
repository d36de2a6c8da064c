"""Grading on a Dask cluster: the same as on one machine, by workers that may, whatever becomes of one."""

import os
import re
import shutil
import signal
import subprocess

import pytest
from dask_cluster import DaskCluster
from waiting import wait_for

from gradax.course import Course, CourseError
from gradax.grading import cluster as cluster_module
from gradax.grading import connection
from gradax.grading.cluster import Cluster
from gradax.grading.parcel import hash_of, pack, unpack

pytestmark = pytest.mark.slow
NAME = "01_small"
BAD_INPUT, OUR_FAULT = 2, 3
PERFECT = "def double(x):\n    return 2 * x\n"
SLOW = "import time\n\n\ndef double(x):\n    time.sleep(0.5)\n    return 2 * x\n"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can hide a folder")


def test_two_workers_give_what_one_machine_gives_and_nothing_is_graded_twice(make_class, dask_cluster):
    here, there = make_class("here", 6), make_class("there", 6)
    for name in ("one", "two"):
        dask_cluster.worker(name)
    assert here.grade() == there.grade("--scheduler", dask_cluster.address)
    assert there.results() == here.results()
    assert there.grades() == here.grades()
    known = sorted((there.root / ".gradax" / "results").rglob("*.json"))
    stamps = [path.stat().st_mtime_ns for path in known]
    there.grade("--scheduler", dask_cluster.address)
    assert [path.stat().st_mtime_ns for path in known] == stamps
    assert len(there.journal()) == 6


def test_what_a_lost_worker_had_is_graded_by_another(make_class, dask_cluster):
    students = [f"s{i}" for i in range(6)]
    graded = make_class("lost", dict.fromkeys(students, SLOW))
    lost = dask_cluster.worker("lost", "--no-nanny")
    dask_cluster.worker("other", "--no-nanny")
    run = graded.start("--scheduler", dask_cluster.address)
    wait_for(lambda: list((graded.root / ".gradax" / "results").rglob("*.json")))  # both have work by then
    dask_cluster.end(lost)
    _, said = run.communicate(timeout=300)
    assert (run.returncode, said) == (0, "")
    assert graded.scores() == dict.fromkeys(students, ("graded", 100.0))
    assert sorted(line["who"] for line in graded.journal()) == students


def test_a_worker_that_must_not_grade_is_named_with_the_reason(make_class, dask_cluster, protection, open_folder):
    graded = make_class("refused", {"ada": PERFECT})
    older = open_folder / "older" / "jax-0.9.0.dist-info"
    older.mkdir(parents=True)
    (older / "METADATA").write_text("Metadata-Version: 2.1\nName: jax\nVersion: 0.9.0\n")
    dask_cluster.worker("older", "--no-nanny", PYTHONPATH=str(older.parent))
    if protection == "A":
        dask_cluster.worker("bare", "--no-nanny", PATH="/nowhere")
    dask_cluster.wait_for_workers(2 if protection == "A" else 1)
    code, said = graded.grade("--scheduler", dask_cluster.address, "--log", "grade.log")
    assert code == OUR_FAULT
    assert "Traceback" not in said
    assert "is not used: it has jax 0.9.0 where this machine has 0.10.2." in said
    assert "is not used: it has jax 0.9.0" in (graded.root / "grade.log").read_text()
    assert f"no worker of {dask_cluster.address} may grade this" in said
    if protection == "A":
        assert "protects less than this machine, which gives tier A: bubblewrap is not installed." in said
    assert graded.results() == {}


@as_root
def test_a_worker_that_does_not_see_the_course_gets_it_as_a_parcel(make_class, dask_cluster):
    graded = make_class("far", {"ada": PERFECT})
    hidden = ("unshare", "--mount", "sh", "-c", f'mount -t tmpfs none {graded.root} && exec "$@"', "sh")
    dask_cluster.worker("far", "--no-nanny", through=hidden)
    assert graded.grade("--scheduler", dask_cluster.address) == (0, "")
    assert graded.scores() == {"ada": ("graded", 100.0)}
    assignment = Course.open(graded.root).assignment(NAME)
    wanted = hash_of(pack(assignment))
    (sent,) = dask_cluster.folder.rglob(f"gradax-{wanted[:16]}")
    assert hash_of(pack(Course.open(sent).assignment(NAME))) == wanted


@pytest.fixture
def small_disk(open_folder):
    """A disk of one MiB, to be filled."""
    disk = open_folder / "dask" / "full"
    disk.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk], check=True)
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@as_root
def test_a_worker_whose_disk_is_full_is_named_and_others_grade(make_class, dask_cluster, small_disk):
    graded = make_class("far", dict.fromkeys(["ada", "bo", "cem", "dee"], SLOW))
    hidden = ("unshare", "--mount", "sh", "-c", f'mount -t tmpfs none {graded.root} && exec "$@"', "sh")
    dask_cluster.worker("full", "--no-nanny", through=hidden)
    dask_cluster.wait_for_workers(1)
    with pytest.raises(OSError, match="No space left"), open(small_disk / "filler", "wb", buffering=0) as filler:
        while True:
            filler.write(bytes(1024))
    code, said = graded.grade("--scheduler", dask_cluster.address)
    assert code == OUR_FAULT
    assert "is not used: it cannot write on its disk: No space left on device." in said
    dask_cluster.worker("other", "--no-nanny")
    dask_cluster.wait_for_workers(2)
    code, said = graded.grade("--scheduler", dask_cluster.address)
    assert code == 0
    assert "No space left on device" in said
    assert set(graded.scores().values()) == {("graded", 100.0)}


def test_a_scheduler_that_is_lost_loses_no_verdict(make_class, dask_cluster):
    students = [f"s{i}" for i in range(4)]
    graded = make_class("gone", dict.fromkeys(students, SLOW))
    dask_cluster.worker("one", "--no-nanny")
    run = graded.start("--scheduler", dask_cluster.address)
    kept = graded.root / ".gradax" / "results"
    wait_for(lambda: list(kept.rglob("*.json")))
    dask_cluster.end(dask_cluster.scheduler)
    _, said = run.communicate(timeout=300)
    assert run.returncode == OUR_FAULT
    assert "Traceback" not in said
    assert f"the scheduler {dask_cluster.address} no longer answers. What was graded is kept" in said
    assert graded.grade() == (0, "")
    assert graded.scores() == dict.fromkeys(students, ("graded", 100.0))


def test_watching_goes_on_when_the_scheduler_has_come_back(make_class, dask_cluster, request):
    graded = make_class("watched", {"ada": PERFECT})
    soon = "from gradax.cli import watching\nfrom gradax.grading import connection\n"
    soon += "watching._PATIENCE, connection.CONNECT_SECONDS = 0.5, 2.0"
    one = dask_cluster.worker("one", "--no-nanny")
    run = graded.start("--watch", "--scheduler", dask_cluster.address, "--log", "grade.log", first=soon)
    request.addfinalizer(lambda: (run.kill(), run.communicate()))
    wait_for(lambda: "ada" in graded.scores())

    address = dask_cluster.address
    dask_cluster.end(one, dask_cluster.scheduler)
    shutil.copytree(graded.root / "submitted" / "ada", graded.root / "submitted" / "bo")
    wait_for(lambda: f"{address}: the scheduler cannot be reached" in (graded.root / "grade.log").read_text())
    dask_cluster.start_scheduler(address.rpartition(":")[2])
    dask_cluster.worker("two", "--no-nanny")
    wait_for(lambda: "bo" in graded.scores())

    wait_for(lambda: "bo 100 / 100 (graded)" in (graded.root / "grade.log").read_text())
    run.send_signal(signal.SIGINT)
    out, said = run.communicate(timeout=300)
    assert run.returncode == 0
    assert "Traceback" not in said
    assert "(no answer). Is `dask scheduler` running there? It is tried again in 0.5 s." in said
    assert out.splitlines()[-1] == "Stopped. 2 submissions graded, 0 handed in again."
    assert [line["who"] for line in graded.journal()] == ["ada", "bo"]


def test_a_scheduler_without_workers_says_how_to_start_one(make_class, dask_cluster, monkeypatch):
    graded = make_class("alone", {"ada": PERFECT})
    monkeypatch.setattr(cluster_module, "PATIENCE_SECONDS", 0.5)
    from gradax.grading.workers import Job, Setting
    from gradax.submission.canonical import Canonical
    from gradax.wire.failures import GraderFault

    jobs = iter([Job(NAME, "ada", Canonical((), {}))])
    with pytest.raises(GraderFault, match=f"start some with `dask worker {dask_cluster.address}`"):
        list(Cluster(dask_cluster.address, print).work_off(Setting(graded.root, None), jobs, None))


def test_a_scheduler_that_is_not_there_is_bad_input(monkeypatch):
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 0.5)
    with pytest.raises(CourseError, match=r"tcp://127\.0\.0\.1:1: the scheduler cannot be reached"):
        Cluster("tcp://127.0.0.1:1", print).reach()


def test_with_certificates_nothing_travels_in_the_open(make_class, open_folder, certificates, monkeypatch):
    monkeypatch.setenv("DASK_CONFIG", str(certificates))
    (open_folder / "secure").mkdir()
    cluster = DaskCluster(open_folder / "secure", "--protocol", "tls")
    try:
        graded = make_class("secret", {"ada": PERFECT})
        cluster.worker("one")
        assert graded.grade("--scheduler", cluster.address) == (0, "")
    finally:
        cluster.end()
    assert graded.scores() == {"ada": ("graded", 100.0)}
    spoken = set(re.findall("(?:tcp|tls)://", (cluster.folder / "log").read_text()))
    assert spoken == {"tls://"}


def test_a_parcel_is_the_same_wherever_the_files_are(course_root, tmp_path):
    parcel = pack(Course.open(course_root).assignment(NAME))
    unpack(parcel, tmp_path / "elsewhere")
    assert pack(Course.open(tmp_path / "elsewhere").assignment(NAME)) == parcel
