# Returns a million numbers, each an object of its own.
# ends: unserialisable, exception
def affine(x):
    return list(range(1_000_000))
