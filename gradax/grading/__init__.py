"""From submission to gradebook: canonical submissions, grading in the sandbox, nbgrader's machinery."""
