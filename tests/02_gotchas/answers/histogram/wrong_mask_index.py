# Picks the entries inside with a mask, whose result has no fixed shape.
# fails: test_works_under_jit, test_has_no_python_loop
def histogram(idx, n):
    return jnp.zeros(n, jnp.int32).at[idx[(idx >= 0) & (idx < n)]].add(1)
