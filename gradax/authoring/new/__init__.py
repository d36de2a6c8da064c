"""What `gradax new` lays down: a course, an assignment, an exercise, each small and complete."""
