# Has a loop in the program of `batched(f)`, where `jax.vmap` needs none.
# fails: test_batched_is_vectorised
# Maps over a thousand rows at a time, and loops over what is more.
def batched(f):
    return lambda A, B: jax.lax.map(lambda rows: f(*rows), (A, B), batch_size=1000)


def per_pair(f):
    return jax.vmap(jax.vmap(f, in_axes=(None, 0)), in_axes=(0, None))
