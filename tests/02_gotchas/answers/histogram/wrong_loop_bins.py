# Makes the length of the program depend on the number of entries or of bins, as a Python loop does.
# fails: test_has_no_python_loop
# Loops over the bins in Python.
def histogram(idx, n):
    return jnp.stack([jnp.sum(idx == i) for i in range(n)]).astype(jnp.int32)
