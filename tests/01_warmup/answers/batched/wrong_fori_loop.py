# Has a loop in the program of `batched(f)`, where `jax.vmap` needs none.
# fails: test_batched_is_vectorised
def batched(f):
    def in_step(a, b):
        start = jnp.zeros(a.shape[0])
        return jax.lax.fori_loop(0, a.shape[0], lambda i, y: y.at[i].set(f(a[i], b[i])), start)

    return in_step


def per_pair(f):
    return jax.vmap(jax.vmap(f, in_axes=(None, 0)), in_axes=(0, None))
