# Returns a dict whose keys all have one hash.
# ends: wrong, exception, unserialisable
def affine(x):
    return {i * ((1 << 61) - 1): 0 for i in range(1500)}
