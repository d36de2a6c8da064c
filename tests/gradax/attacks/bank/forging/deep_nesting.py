# Returns lists in lists, a hundred thousand deep.
# ends: unserialisable, exception
def affine(x):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested
