# Both rows at once, both columns at once.
def set_border(x, v):
    ends = jnp.array([0, -1])
    return jnp.asarray(x).at[ends].set(v).at[:, ends].set(v)
