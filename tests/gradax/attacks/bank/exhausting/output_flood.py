# Prints without end.
# ends: output-flood
def affine(x):
    while True:
        print("x" * 100_000)
