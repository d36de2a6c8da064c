import pytest

from gradax.report.alike import alike
from gradax.report.class_code import ClassCode


def code(seed, lines=12):
    """Some lines of code as one student writes them, and nobody else."""
    operators = "+-*%"
    body = "".join(
        f"    x = f{seed}_{n}(x {operators[(seed + n) % 4]} {seed * 100 + n}, scale={n + seed})\n" for n in range(lines)
    )
    return f"def clamp(x):\n{body}    return x\n"


@pytest.fixture
def listed(make_result):
    """Who is listed, of students and their code."""

    def listed(sources, *, receipts=None, **course):
        results = [make_result(student, receipt=(receipts or {}).get(student, student)) for student in sources]
        work = ClassCode({student: {"clamp": source} for student, source in sources.items()}, **course)
        return alike(results, work)

    return listed


def test_who_writes_on_their_own_is_not_listed(listed):
    assert listed({f"s{seed}": code(seed) for seed in range(6)}) == []


def test_a_copy_is_found_whatever_became_of_its_names(listed):
    disguised = code(1).replace("x", "value").replace("    return", "    # mine\n    return")
    (pair,) = listed({"ada": code(1), "bob": code(2), "eve": disguised})
    assert (pair.students, pair.share, pair.where) == (("ada", "eve"), 1.0, ("clamp",))


def test_a_copy_in_part_tells_how_much(listed):
    longer = code(1).replace("    return x\n", "    y = x\n    return [y for _ in range(3)]\n")
    (pair,) = listed({"ada": code(1), "eve": longer})
    assert 0.9 < pair.share < 1


def test_the_same_to_the_letter_comes_first_and_once(listed):
    sources = {"ada": code(1), "bob": code(2), "eve": code(1), "kim": code(2).replace("x", "value")}
    same, nearly = listed(sources, receipts={"ada": "K7QX", "eve": "K7QX"})
    assert (same.students, same.share) == (("ada", "eve"), None)
    assert nearly.students == ("bob", "kim")


def test_what_the_course_wrote_is_nobodys(listed):
    assert listed({"ada": code(1), "eve": code(1)}, known=(code(1),)) == []
    assert listed({"ada": code(1), "eve": code(1)}, released=(code(1),), receipts={"ada": "K", "eve": "K"}) == []


def test_what_more_than_a_tenth_of_the_class_wrote_says_nothing(listed):
    everybody = {f"s{number}": code(1) for number in range(30)}
    assert listed(everybody) == []


def test_a_few_lines_say_nothing(listed):
    short = code(1, lines=2)
    assert listed({"ada": short, "eve": short}, receipts={"ada": "K", "eve": "K"}) == []


def test_blank_notebooks_say_nothing(listed):
    assert listed({"ada": "", "eve": ""}, receipts={"ada": "K", "eve": "K"}) == []


def test_more_code_than_anybody_writes_is_not_compared(make_result):
    endless = {f"exercise_{n}": code(1) + "#" * 19_000 for n in range(20)} | {"last": code(2)}
    work = ClassCode({"ada": endless, "eve": {"last": code(2)}})
    assert alike([make_result("ada"), make_result("eve")], work) == []
