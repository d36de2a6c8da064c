"""How much of an exercise rests on what the student's process says of itself."""

import pytest

from gradax.authoring.claims import claims

HIDDEN = "tests/01_tiny/test_clamp.py"
PROBES = '''

from gradax.testing import probe


@probe
def constant(student):
    """A reply that is always the same."""
    return student.clamp(2.0, 0.0, 1.0) == 1.0


@probe
def drawn(student, x):
    """A reply that depends on what was drawn."""
    return student.clamp(x, 0.0, 1.0)


@probe
def same(student):
    """The function itself."""
    return lambda x: student.clamp(x, 0.0, 1.0) if isinstance(x, float) else x + 1.0
'''


@pytest.fixture
def claimed(tiny_course):
    """What rests on claims once a test is added."""

    def claimed(body):
        path = tiny_course.root / HIDDEN
        test = f'\n\ndef test_it(student, rng):\n    """It."""\n    {body}\n'
        path.write_text(path.read_text() + PROBES + test)
        return claims(tiny_course.root, "01_tiny", "clamp")

    return claimed


def test_calls_are_no_claims(tiny_course):
    assert claims(tiny_course.root, "01_tiny", "clamp").tests == ()


def test_a_reply_that_can_be_learned_by_heart_is_a_claim(claimed):
    found = claimed('expect(student.probe(constant) is True, "no")')
    assert found.tests == ("test_it",)
    assert 0 < found.share < 1


def test_a_reply_that_depends_on_what_was_drawn_is_none(claimed):
    body = 'x = float(rng.uniform()); expect(abs(student.probe(drawn, x=x) - x) < 1e-6, "no")'
    assert claimed(body).tests == ()


def test_an_exported_program_is_none(claimed):
    assert claimed('expect(student.export(same, rng.normal(size=3)).size > 0, "no")').tests == ()
