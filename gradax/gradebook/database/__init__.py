"""nbgrader's database: what is in it, and what a course changes there."""
