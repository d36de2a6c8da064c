"""The sandbox of an assignment: what is imported in it before any student's code."""

from gradax.course import Course
from gradax.grading.sandboxes import open_zygote

MODULES = """
def loaded(student, names):
    import sys
    return [name for name in names if name in sys.modules]
"""


def test_an_assignments_own_preload_is_imported_for_it_alone(course_root, protection):
    path = course_root / "course.yaml"
    another = "  - {name: 02_other, title: Another, preload: [colorsys, 'no_such_library?']}"
    path.write_text(
        path.read_text().replace("limits:", f"{another}\nlimits:").replace("preload: []", "preload: [this]")
    )
    course = Course.open(course_root)
    found = []
    for assignment in course.assignments:
        with open_zygote(course, protection, preload=assignment.entry.preload) as zygote:
            guest = zygote.guest()
            found.append(guest.request("probe", source=MODULES, name="loaded", data={"names": ["this", "colorsys"]}))
            guest.close()
    assert found == [["this"], ["this", "colorsys"]]
