# Prints and raises what a terminal would obey.
# ends: exception
import sys

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31m\x1b[?1049h\x9b2J\r\x08\x7f\u202e\u2066 60 of 60 passed"

print(ESCAPES)
print(ESCAPES, file=sys.stderr)


def affine(x):
    raise type(f"Passed{ESCAPES}", (Exception,), {})(ESCAPES)
