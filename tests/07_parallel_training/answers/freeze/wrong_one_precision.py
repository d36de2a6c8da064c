# Freezes float32 alone.
# fails: test_the_values_stay
def freeze(params, names):
    for name in names:
        if name not in params:
            raise KeyError(name)
    return {name: jax.tree.map(lambda v: jax.lax.stop_gradient(v) if v.dtype == jnp.float32 else v, value) if name in names else value for name, value in params.items()}
