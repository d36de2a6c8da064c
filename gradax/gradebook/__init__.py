"""From verdicts to nbgrader: its database, its notebooks and its pages.

Of the three rooms on a submission's road (`submission`, `grading`, `gradebook`) only this one imports nbgrader.
"""
