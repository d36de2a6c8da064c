"""Sessions: one submission's code in a guest, and what becomes of it when the guest dies.

The guests here are stand-ins in this process: they die when a cell or a call says ``die``.
"""

import pytest

from gradax.course import Limits
from gradax.grading import session as session_module
from gradax.grading.session import Allowance, Session
from gradax.results import Kind, Stop
from gradax.submission.canonical import Canonical, CodeCell
from gradax.testing.failure import Failure
from gradax.testing.probe import probe
from gradax.wire.failures import GraderFault, StudentFailure
from gradax.wire.perform import Performer
from gradax.wire.transport import LocalTransport


class StandIn:
    """A guest in this process."""

    settings, skipped, replaced = (), (), ()
    ends = Kind.CRASH

    def __init__(self, clock):
        self.alive = True
        self.clock = clock
        self.cells = []
        self.deadlines = []
        self.spent = 0.0
        self.local = LocalTransport(Performer({"die": self.die}))

    def die(self):
        self.alive = False

    def request(self, op, deadline=None, **fields):
        assert self.alive
        if op == "notes":
            return {"settings": self.settings, "skipped": self.skipped, "replaced": self.replaced}
        self.deadlines.append(deadline)
        if op == "cell":
            self.cells.append(fields["name"])
            self.spent = fields["source"].count("sleep")
        try:
            return self.local.request(op, **fields)
        finally:
            if not self.alive:
                raise StudentFailure(self.ends, "it died")

    def close(self):
        self.alive = False


class StandInZygote:
    tier = "A"
    start_seconds = 0.0

    def __init__(self, clock):
        self.clock = clock
        self.guests = []
        self.broken = 0

    def guest(self, limits):
        if self.broken:
            self.broken -= 1
            raise GraderFault("no hello")
        self.clock.now += self.start_seconds
        self.guests.append(StandIn(self.clock))
        return self.guests[-1]


class Clock:
    now = 0.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(session_module, "time", made)
    return made


@pytest.fixture
def zygote(clock):
    return StandInZygote(clock)


@pytest.fixture
def session(zygote):
    """Opens a session for cells given as ``name=source``; a name with an underscore first is the setup's."""

    def session(submission_seconds=100.0, allowance=None, builds_on=None, noting=True, **sources):
        limits = Limits(call_seconds=5, cell_seconds=7, added_seconds=10, submission_seconds=submission_seconds)
        cells = []
        for name, source in sources.items():
            if name.startswith("added"):
                cells.append(CodeCell(f"double+{len(cells)}", None, source))
            else:
                own = not name.startswith("_")
                released = not own or "NotImplementedError" in source
                cells.append(CodeCell(name, name if own else None, source, released=released))
        allowance = allowance or Allowance(limits)
        return Session(zygote, Canonical(tuple(cells), {}), limits, 1, allowance, builds_on, noting=noting)

    return session


@probe
def reads(student):
    """Whether there is a function `double`."""
    return hasattr(student, "double")


DOUBLE = "def double(x): return 2 * x"
NEGATE = "def negate(x): return -x"


def failure(call, *args):
    with pytest.raises(Failure) as raised:
        call(*args)
    return raised.value


def test_all_exercises_share_one_guest(session, zygote):
    opened = session(double=DOUBLE, negate=NEGATE)
    assert opened.student("double").double(3) == 6
    assert opened.student("negate").negate(3) == -3
    assert len(zygote.guests) == 1


def test_no_guest_starts_before_it_is_asked(session, zygote):
    session(double=DOUBLE).student("double")
    assert zygote.guests == []


def test_a_cell_that_raises_leaves_the_others_alone(session):
    opened = session(double="def double(x: return", negate=NEGATE)
    assert opened.student("negate").negate(3) == -3


def test_a_name_that_its_cell_failed_to_define_is_the_cells_failure(session):
    told = failure(session(double="1 / 0").student("double").double, 3)
    assert told.kind is Kind.EXCEPTION
    assert told.message.startswith("The solution cell of `double` raised ZeroDivisionError")


def test_a_cell_that_raises_after_its_definition_has_defined_it(session):
    opened = session(double=f"{DOUBLE}\n1 / 0")
    assert opened.student("double").double(3) == 6
    assert opened.warnings == [
        "The solution cell of `double` raised ZeroDivisionError: a number was divided by zero. "
        "It stopped in line 2: `1 / 0`."
    ]


def test_a_name_that_nobody_defines_is_not_defined(session):
    told = failure(session(double="pass").student("double").double, 3)
    assert (told.kind, told.message) == (
        Kind.NOT_DEFINED,
        "`double` is not defined: did you run and save that cell?",
    )


def test_a_cell_that_kills_its_guest_is_left_out_of_the_next(session, zygote):
    opened = session(double="die()", negate=NEGATE)
    assert opened.student("negate").negate(3) == -3
    assert [guest.cells for guest in zygote.guests] == [["double"], ["negate"]]


def test_a_cell_that_killed_its_guest_fails_its_exercise(session):
    told = failure(session(double="die()", negate=NEGATE).student("double").double, 3)
    assert (told.kind, told.message) == (Kind.CRASH, "The solution cell of `double` made Python itself crash.")


def test_every_cell_may_be_lethal(session, zygote):
    opened = session(double="die()", negate="die()", added="die()")
    assert failure(opened.student("negate").negate, 3).kind is Kind.CRASH
    assert len(zygote.guests) == 4


def test_cells_that_kill_their_guests_have_the_submissions_time(session, zygote):
    zygote.start_seconds = 1.0
    opened = session(submission_seconds=5.0, **{f"wrong{i}": "die()" for i in range(50)}, double=DOUBLE)
    assert failure(opened.student("double").double, 3).kind is Kind.TIMEOUT
    assert len(zygote.guests) == 5


def test_added_cells_that_kill_their_guests_have_the_added_cells_time(session, zygote):
    zygote.start_seconds = 1.0
    opened = session(submission_seconds=5.0, double=DOUBLE, **{f"added{i}": "die()" for i in range(50)})
    assert opened.student("double").double(3) == 6
    assert len(zygote.guests) == 11
    assert opened.warnings[-1].startswith("The cells that you added take more than 10 s together; 40 of them")


def test_a_dead_guest_takes_the_rest_of_its_exercise(session, zygote):
    student = session(double="def double(x): die()", negate=NEGATE).student("double")
    assert failure(student.double, 1).kind is Kind.CRASH
    assert failure(student.double, 2).kind is Kind.CRASH
    assert len(zygote.guests) == 1


def test_a_dead_guest_is_replaced_for_the_next_exercise(session, zygote):
    opened = session(double="def double(x): die()", negate=NEGATE)
    failure(opened.student("double").double, 1)
    assert opened.student("negate").negate(1) == -1
    assert len(zygote.guests) == 2


def test_added_cells_that_fail_are_a_warning(session):
    opened = session(added="1 / 0", double=DOUBLE)
    assert opened.student("double").double(1) == 2
    assert opened.warnings == [
        "The cell that you added after `double` raised ZeroDivisionError: a number was divided by zero. "
        "It stopped in line 1: `1 / 0`."
    ]


def test_each_request_has_its_deadline(session, zygote):
    student = session(double=DOUBLE).student("double")
    student.double(1)
    student.within(20).double(1)
    assert zygote.guests[0].deadlines == [7, 5, 20]


def test_all_requests_together_have_the_submissions_time(session, zygote):
    session(submission_seconds=12.0, negate="'sleep sleep'", double=DOUBLE).student("double").within(20).double(1)
    assert zygote.guests[0].deadlines == [7, 7, 10]


def test_after_the_submissions_time_everything_times_out(session):
    opened = session(submission_seconds=1.0, other="'sleep sleep'", double=DOUBLE, negate=NEGATE)
    assert failure(opened.student("double").double, 1).kind is Kind.TIMEOUT
    assert failure(opened.student("negate").negate, 1).kind is Kind.TIMEOUT


def test_what_is_asked_of_a_clean_process_meets_no_cell(session, zygote):
    student = session(double=DOUBLE).student("double")
    student.double(1)
    assert student._ask(reads, clean=True) is False
    assert student._ask(reads) is True
    assert [guest.cells for guest in zygote.guests] == [["double"], []]


def test_a_clean_process_that_dies_is_replaced(session, zygote):
    opened = session(double=DOUBLE)
    student = opened.student("double")
    student._ask(reads, clean=True)
    zygote.guests[0].alive = False
    assert student._ask(reads, clean=True) is False
    assert len(zygote.guests) == 2


def test_both_processes_are_closed(session, zygote):
    opened = session(double=DOUBLE)
    opened.student("double").double(1)
    opened.student("double")._ask(reads, clean=True)
    opened.close()
    assert not any(guest.alive for guest in zygote.guests)


def test_sessions_may_share_what_is_left(session, zygote):
    allowance = Allowance(Limits(submission_seconds=1.0))
    session(allowance=allowance, other="'sleep sleep'")._loaded()
    with pytest.raises(Failure):
        session(allowance=allowance, double=DOUBLE).student("double").double(1)


def test_added_cells_have_time_of_their_own_and_take_none_of_the_exercises(session, zygote):
    slow = {f"added{i}": "'sleep sleep sleep sleep'" for i in range(6)}
    opened = session(submission_seconds=12.0, double=DOUBLE, **slow, negate=NEGATE)
    assert opened.student("negate").negate(1) == -1
    assert zygote.guests[0].deadlines == [7, 7, 6, 2, 7, 5]
    assert opened.warnings == [
        "The cells that you added take more than 10 s together; 3 of them, after `double`, did not run to "
        "their end when your work was graded."
    ]


def test_an_added_cell_that_others_left_too_little_time_is_not_called_a_loop(session, monkeypatch):
    monkeypatch.setattr(StandIn, "ends", Kind.TIMEOUT)
    opened = session(double=DOUBLE, added0="'sleep sleep sleep sleep sleep'", added1="die(), 'sleep'")
    assert opened.student("double").double(1) == 2
    assert opened.warnings == [
        "The cells that you added take more than 10 s together; 1 of them, after `double`, did not run to their end "
        "when your work was graded."
    ]


def test_an_added_cell_that_had_all_its_time_is(session, monkeypatch):
    monkeypatch.setattr(StandIn, "ends", Kind.TIMEOUT)
    opened = session(double=DOUBLE, added="die()")
    assert opened.student("double").double(1) == 2
    assert opened.warnings[0].startswith("The cell that you added after `double` did not end in time.")


def test_added_cells_that_ran_run_again_in_the_next_guest(session, zygote):
    opened = session(added="'sleep' * 1 and (lambda: 3)()", double="def double(x): die()", negate=NEGATE)
    failure(opened.student("double").double, 1)
    opened.student("negate").negate(1)
    assert [guest.cells[0] for guest in zygote.guests] == ["double+0", "double+0"]


def test_a_name_that_a_failed_cell_would_have_defined_is_traced_to_it(session):
    added = "from google.colab import drive\ndef relu(x): return x"
    told = failure(session(added=added, double="def double(x): return relu(x)").student("double").double, 1)
    assert told.message == (
        "`relu` is missing: its cell did not run to its end. The cell that you added after `double` imports "
        "`google.colab`, which is not there when work is graded. It stopped in line 1: `from google.colab import "
        "drive`. Move what defines `relu` into a cell of its own."
    )
    assert told.stop == Stop("added-0", 1)


def test_an_exception_is_placed_in_the_students_own_lines(session):
    mse = "def mse(x):\n    y = x + 1\n    return y.mean\n"
    told = failure(session(mse=mse, double="def double(x):\n    return mse(x)\n").student("double").double, 1)
    assert told.message.endswith("It stopped in `mse`, line 3: `return y.mean`, called by `double`.")
    assert told.stop == Stop("mse", 3)


def test_changed_settings_are_named(session, monkeypatch):
    monkeypatch.setattr(StandIn, "settings", ["jax_enable_x64", "rm -rf"])
    opened = session(double=DOUBLE)
    opened.student("double").double(1)
    assert opened.warnings == [
        "Your notebook changes `jax_enable_x64`. Everybody's work is graded on the CPU, with JAX's own settings, so "
        "this was set back. Take it out and run all cells again to see what was graded."
    ]


def test_magics_that_did_nothing_are_named_if_the_notebook_has_them(session, monkeypatch):
    monkeypatch.setattr(StandIn, "skipped", ["!", "%load_ext", "%secret", "1 2 3"])
    opened = session(double=f"{DOUBLE}\n'!pip %load_ext'")
    opened.student("double").double(1)
    assert opened.warnings == [
        "When your work was graded, shell lines (`!`) and `%load_ext` did nothing: there is no IPython, shell or "
        "network."
    ]


def test_what_the_code_has_replaced_is_kept_as_far_as_it_can_be_so(session, monkeypatch):
    told = [
        "jax.make_jaxpr",
        "jax.make_jaxpr",
        "os.system",
        "jaxy",
        "numpy." + "x" * 99,
        3,
        "gradax.testing.Failure",
        "jax",
    ]
    monkeypatch.setattr(StandIn, "replaced", told)
    opened = session(double=DOUBLE)
    opened.student("double").double(1)
    assert opened.replaced == ["jax.make_jaxpr", "gradax.testing.Failure", "jax"]


def test_what_the_code_replaces_when_it_is_called_is_noticed_at_the_end(session, monkeypatch):
    opened = session(double=DOUBLE)
    opened.student("double").double(1)
    monkeypatch.setattr(StandIn, "replaced", ["numpy.sum"])
    opened.close()
    assert opened.replaced == ["numpy.sum"]


def test_what_the_code_replaces_is_noticed_before_the_next_exercise_ends_its_guest(session, monkeypatch):
    opened = session(double=DOUBLE, negate="def negate(x): die()")
    opened.student("double").double(1)
    monkeypatch.setattr(StandIn, "replaced", ["numpy.sum"])
    failure(opened.student("negate").negate, 1)
    opened.close()
    assert opened.replaced == ["numpy.sum"]


def test_where_nobody_is_noting_a_guest_is_not_asked(session, monkeypatch):
    monkeypatch.setattr(StandIn, "replaced", ["numpy.sum"])
    monkeypatch.setattr(StandIn, "settings", ["jax_enable_x64"])
    opened = session(noting=False, double=DOUBLE)
    assert opened.student("double").double(1) == 2
    opened.close()
    assert (opened.replaced, opened.warnings) == ([], [])


def test_what_builds_on_a_loop_is_put_off(session, zygote, monkeypatch):
    opened = session(builds_on={"join": ("double",), "negate": ()}, double="def double(x): die()", negate=NEGATE)
    monkeypatch.setattr(StandIn, "ends", Kind.TIMEOUT)
    failure(opened.student("double").double, 1)
    assert failure(opened.student("join").join, 1).kind is Kind.TIMEOUT
    assert opened.put_off == {"join"}
    assert len(zygote.guests) == 1
    assert opened.student("negate").negate(1) == -1


def test_what_builds_on_a_crash_is_not(session):
    opened = session(builds_on={"negate": ("double",)}, double="def double(x): die()", negate=NEGATE)
    failure(opened.student("double").double, 1)
    assert opened.student("negate").negate(1) == -1
    assert opened.put_off == set()


def test_a_fault_of_ours_is_not_the_students(session, zygote):
    zygote.broken = 1
    opened = session(double=DOUBLE)
    with pytest.raises(GraderFault, match="no hello"):
        opened.student("double").double(1)


def test_a_session_is_over_after_a_fault(session, zygote):
    zygote.broken = 1
    opened = session(double=DOUBLE)
    for _ in range(2):
        with pytest.raises(GraderFault):
            opened.student("double").double(1)
    assert (opened.fault, zygote.guests) == ("no hello", [])


def test_a_released_cell_that_does_not_run_is_our_fault(session):
    with pytest.raises(GraderFault, match="the released cell `_setup` does not run here"):
        session(_setup="import nowhere", double=DOUBLE).student("double").double(1)


def test_a_released_cell_that_does_not_run_after_the_students_is_not(session):
    opened = session(double=DOUBLE, _later="1 / 0")
    assert opened.student("double").double(1) == 2


def test_a_class_that_is_not_written_is_the_students(session):
    stub = 'class Linear:\n    raise NotImplementedError("write me")'
    opened = session(_setup="", Linear=stub, _later="Linear()")
    assert failure(opened.student("Linear").Linear).message == (
        "This is not written yet. If you have written it, delete line 2 of its cell, which raises NotImplementedError."
    )


def test_closing_ends_the_guest(session, zygote):
    opened = session(double=DOUBLE)
    opened.student("double").double(1)
    opened.close()
    assert not zygote.guests[0].alive
