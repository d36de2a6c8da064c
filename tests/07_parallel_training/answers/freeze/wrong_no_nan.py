# Mends nan and inf in what it freezes.
# fails: test_the_values_stay
def freeze(params, names):
    for name in names:
        if name not in params:
            raise KeyError(name)
    still = lambda v: jax.tree.map(lambda x: jnp.nan_to_num(jax.lax.stop_gradient(x)), v)
    return {k: still(v) if k in names else v for k, v in params.items()}
