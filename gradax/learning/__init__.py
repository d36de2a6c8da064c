"""The student's side: the check card, hints, predictions, watch mode, progress, reset."""

from gradax.learning.check import check, check_all
from gradax.learning.hint import hint
from gradax.learning.predict import predict
from gradax.learning.quiet import CheckFailed, LearningError

__all__ = ["CheckFailed", "LearningError", "check", "check_all", "hint", "predict"]
