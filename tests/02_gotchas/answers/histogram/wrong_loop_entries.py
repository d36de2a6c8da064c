# Makes the length of the program depend on the number of entries or of bins, as a Python loop does.
# fails: test_has_no_python_loop
# Loops over the entries in Python.
def histogram(idx, n):
    counts = jnp.zeros(n, jnp.int32)
    for i in idx:
        counts = counts.at[jnp.where((i >= 0) & (i < n), i, n)].add(1, mode="drop")
    return counts
