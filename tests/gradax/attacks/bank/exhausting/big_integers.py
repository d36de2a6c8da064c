# Computes a number of a billion digits.
# ends: timeout, exception, cpu-limit
def affine(x):
    return len(str(7 ** (7**12)))
