# Prints without end to standard error, before any definition.
# ends: output-flood
import sys

while True:
    sys.stderr.write("x" * 100_000)
