# Makes the length of the program of `batched(f)` depend on the number of rows, as a Python loop does.
# fails: test_batched_is_vectorised
# Goes through pieces of a hundred rows.
def batched(f):
    def in_step(a, b):
        pieces = [slice(i, i + 100) for i in range(0, len(a), 100)]
        return jnp.concatenate([jax.vmap(f)(a[piece], b[piece]) for piece in pieces])

    return in_step


def per_pair(f):
    return jax.vmap(jax.vmap(f, in_axes=(None, 0)), in_axes=(0, None))
