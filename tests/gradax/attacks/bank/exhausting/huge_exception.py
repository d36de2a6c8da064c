# Raises an exception with a text of a hundred megabytes, and arguments that are worse.
# ends: exception
def affine(x):
    raise ValueError("x" * (100 << 20))
