# Returns hundreds of thousands of numbers, each an object of its own.
# ends: unserialisable, exception
def affine(x):
    return list(range(400_000))
