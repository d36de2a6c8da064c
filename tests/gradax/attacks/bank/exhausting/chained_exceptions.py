# Raises an exception with a hundred thousand causes, in a group of groups.
# ends: exception, crash
def affine(x):
    error = ValueError("first")
    for number in range(100_000):
        cause, error = error, ValueError(number)
        error.__cause__ = cause
    for _ in range(500):
        error = ExceptionGroup("group", [error, error])
    raise error
