# A loop inside the program, not in Python: one equation, however long.
def histogram(idx, n):
    def body(k, counts):
        inside = (idx[k] >= 0) & (idx[k] < n)
        return counts.at[jnp.clip(idx[k], 0, n - 1)].add(jnp.where(inside, 1, 0))

    if idx.shape[0] == 0:
        return jnp.zeros(n, jnp.int32)
    return jax.lax.fori_loop(0, idx.shape[0], body, jnp.zeros(n, jnp.int32))
