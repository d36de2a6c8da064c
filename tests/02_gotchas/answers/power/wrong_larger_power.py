# Divides the 16th power by what is too much of it, and overflows on the way.
# fails: test_a_large_base_is_fine
def power(x, n):
    return x**16 / x ** (16 - n)
