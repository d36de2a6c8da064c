# Matches a pattern that backtracks for longer than the universe is old.
# ends: timeout
import re


def affine(x):
    return re.match(r"(a+)+$", "a" * 60 + "b")
