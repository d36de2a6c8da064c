# Returns integers of a million digits, and says so in hexadecimal on the wire.
# ends: unserialisable, exception
def affine(x):
    return [1 << 4_000_000, -(1 << 4_000_000)]
