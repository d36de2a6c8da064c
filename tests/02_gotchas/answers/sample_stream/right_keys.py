# All keys first, of a stream that is split off; they are unpacked and stacked again.
def sample_stream(key, start, n):
    stream, _ = jax.random.split(key)
    first, *others = [jax.random.fold_in(stream, start + i) for i in range(n)]
    return jax.vmap(jax.random.normal)(jnp.stack([first, *others]))
