# Works on a NumPy copy, which a tracer does not have.
# fails: test_works_under_jit_and_vmap
def set_border(x, v):
    y = np.array(x)
    y[0, :] = y[-1, :] = v
    y[:, 0] = y[:, -1] = v
    return jnp.asarray(y)
