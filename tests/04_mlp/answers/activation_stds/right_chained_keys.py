# Splits a key off in each round and asks for the standard deviation by hand.
def activation_stds(key, scale, depth, width):
    key, subkey = jax.random.split(key)
    h = jax.random.normal(subkey, (256, width))
    stds = []
    for _ in range(depth):
        key, subkey = jax.random.split(key)
        h = jnp.dot(h, scale * jax.random.normal(subkey, shape=(width, width)))
        h = h * (h > 0)
        stds.append(jnp.sqrt(jnp.mean((h - h.mean()) ** 2)))
    return jnp.array(stds)
