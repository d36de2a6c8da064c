"""Records results that were made by hand, beside what lies in ``submitted/``."""

from gradax.gradebook.record import record
from gradax.grading.batch import read
from gradax.grading.grade import release_of
from gradax.grading.graded import Graded
from gradax.submission.folder import Submission


def record_results(assignment, results, *, submitted=None):
    root = submitted or assignment.root / "submitted"
    release = release_of(assignment)
    graded = [
        Graded(read(Submission(root, result.student, assignment.name), release, 8 << 20), result) for result in results
    ]
    record(assignment.course, assignment, graded, submitted=submitted)
