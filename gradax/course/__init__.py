"""What a course is: course.yaml, assignments, exercises, notebook cells, hints and answer banks."""

from gradax.course.bank import Answer, read_answer, read_bank
from gradax.course.config import CourseConfig, CourseError, Limits, read_config
from gradax.course.course import Assignment, Course
from gradax.course.exercises import ByHand, Exercise, by_hand_of, exercises_of
from gradax.course.hints import read_hints

__all__ = [
    "Answer",
    "Assignment",
    "ByHand",
    "Course",
    "CourseConfig",
    "CourseError",
    "Exercise",
    "Limits",
    "by_hand_of",
    "exercises_of",
    "read_answer",
    "read_bank",
    "read_config",
    "read_hints",
]
