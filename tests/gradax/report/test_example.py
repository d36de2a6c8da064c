import ast

from gradax.report.example import LINES_AT_MOST, Examples

RELEASED = 'def forward(params, x):\n    """Given."""\n    raise ValueError("shapes differ")\n'
ADAS = '''\
# Ada Lovelace, seminar group 3
def forward(params, x):
    """Ada wrote this."""
    adas_sum = x  # by Ada
    print("Ada was here", f"{x} of Ada")
    if adas_sum is None:
        """Ada again."""
        raise ValueError("shapes differ")
    return adas_sum
'''


def test_the_example_names_nobody():
    code = Examples([RELEASED]).of([("ada-lovelace", ADAS)])
    assert "ada" not in code.casefold()
    assert "return name_1" in code


def test_what_the_course_wrote_stays():
    code = Examples([RELEASED]).of([("forward", ADAS)])
    assert "def forward(params, x):" in code
    assert "'shapes differ'" in code


def test_it_is_python_still():
    ast.parse(Examples([RELEASED]).of([("ada", ADAS)]))


def test_the_shortest_is_shown():
    sources = [("ada", ADAS), ("bob", "def forward(params, x):\n    return x\n")]
    assert Examples().of(sources) == "def forward(params, x):\n    return x"


def test_a_function_of_a_docstring_alone_is_python_still():
    assert Examples().of([("ada", 'def f():\n    """Ada."""\n')]) == "def f():\n    pass"


def test_a_long_one_is_cut_short():
    code = Examples().of([("ada", "\n".join(f"x{n} = {n}" for n in range(100)))])
    assert len(code.splitlines()) == LINES_AT_MOST + 1
    assert code.endswith("…")


def test_what_cannot_be_shown_is_not():
    unreadable = ["", "def f(:", f"x = {'-' * 5000}1", f"x = 0x{'f' * 10_000}", "x = 1\n" * 10_000]
    assert Examples().of(("ada", source) for source in unreadable) == ""
