# Makes the length of the program depend on the number of entries or of bins, as a Python loop does.
# Loops over the bins in Python.
# fails: test_has_no_python_loop
def histogram(idx, n):
    return jnp.stack([jnp.sum(idx == i) for i in range(n)]).astype(jnp.int32)
