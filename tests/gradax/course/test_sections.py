from gradax.course.sections import sections_of


def markdown(text):
    return {"cell_type": "markdown", "source": text, "metadata": {}}


def solution(name):
    return {"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade_id": name, "solution": True}}}


def test_an_exercise_stands_in_the_section_above_it():
    cells = [solution("zero"), markdown("# T\n\n## 1 · Begin ##\ntext\n### Exercise"), solution("one"), solution("two")]
    assert sections_of({"cells": [*cells, markdown("## 2 · Go on"), solution("three")]}) == {
        "one": "1 · Begin",
        "two": "1 · Begin",
        "three": "2 · Go on",
    }


def test_a_comment_in_a_code_block_is_no_heading():
    cells = [markdown("## Begin\n```python\n## a comment\n```"), solution("one")]
    assert sections_of({"cells": cells}) == {"one": "Begin"}


def test_what_a_student_answers_is_no_heading():
    answer = markdown("## Mine") | {"metadata": {"nbgrader": {"grade_id": "explain", "solution": True}}}
    assert sections_of({"cells": [markdown("## Begin"), answer, solution("one")]})["one"] == "Begin"
