# Makes something else of nan.
# fails: test_nan_stays_nan
def leaky(x):
    root = jnp.sqrt(1 + jnp.where(x > 0, x, 0.0)) - 1
    return jnp.select([x > 0, x <= 0], [root, 0.1 * x], 0.0)
