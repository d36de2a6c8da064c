"""nbgrader's converters with the protected grader behind them, and the steps that they take.

Traits alone do not lead there. nbgrader copies whatever lies beside a student's notebook, following links and waiting
for FIFOs; it opens ``timestamp.txt`` as it comes; a notebook that is not JSON, or that has another name, never reaches
the first preprocessor; a student whose id holds a ``[`` is not found; and feedback takes all files of ``autograded/``
along. `GenerateAssignment` ends in a traceback where something is to be said. So `install` puts a subclass of each in
nbgrader's place. The apps and their options, the preprocessors, the writer and the gradebook are nbgrader's.
"""
