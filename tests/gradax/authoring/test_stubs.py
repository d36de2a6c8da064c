from gradax.authoring.stubs import example


def test_a_stub_returns_what_the_first_visible_check_gets(tiny_course):
    namespace: dict = {}
    exec(example(tiny_course.root, "01_tiny", "clamp"), namespace)
    assert namespace["clamp"](3, 5, high=9) == 1.0


def test_what_cannot_be_written_makes_no_stub(tiny_course):
    check = 'def test_it(student):\n    """It is there."""\n    assert student.defines("clamp")\n'
    tiny_course.write("source/01_tiny/checks/test_clamp.py", check)
    assert example(tiny_course.root, "01_tiny", "clamp") == ""
