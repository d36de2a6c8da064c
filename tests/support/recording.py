"""Records results that were made by hand, beside what lies in ``submitted/``."""

from gradax.gradebook.record import record
from gradax.grading.batch import read
from gradax.grading.grade import release_of
from gradax.grading.graded import Graded
from gradax.submission.folder import Submission
from gradax.submission.timestamp import BadTimestamp, handed_in


def _graded(submission, release, renamed, result):
    try:
        when, problem = handed_in(submission), None
    except BadTimestamp as bad:
        when, problem = None, str(bad)
    return Graded(read(submission, release, 8 << 20, renamed), result, when, problem)


def record_results(assignment, results, *, submitted=None):
    root = submitted or assignment.root / "submitted"
    release = release_of(assignment)
    graded = [
        _graded(Submission(root, result.student, assignment.name), release, assignment.renamed, result)
        for result in results
    ]
    record(assignment.course, assignment, graded, submitted=submitted)
