# Leaves it to `**`.
def power(x, n):
    return x**n
