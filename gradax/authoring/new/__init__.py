"""What `gradax new` creates: a course, an assignment, an exercise, each small and complete."""
