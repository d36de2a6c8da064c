# Clips huge results.
# fails: test_nan_and_inf_stay_where_they_come_from
def batched(f):
    return lambda a, b: jnp.clip(jax.vmap(f)(a, b), -1e4, 1e4)


def per_pair(f):
    return jax.vmap(jax.vmap(f, in_axes=(None, 0)), in_axes=(0, None))
