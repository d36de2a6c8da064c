# Adds the two halves, each of which is harmless on the other side.
def leaky(x):
    return jnp.sqrt(1 + jax.nn.relu(x)) - 1 + 0.1 * jnp.minimum(x, 0)
