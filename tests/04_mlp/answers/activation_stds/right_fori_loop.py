# Loops inside the program with fori_loop, picking each layer's key by its index.
def activation_stds(key, scale, depth, width):
    key_h, key_w = jax.random.split(key)
    keys = jax.random.split(key_w, depth)

    def layer(i, state):
        h, stds = state
        h = jax.nn.relu(h @ (scale * jax.random.normal(keys[i], (width, width))))
        return h, stds.at[i].set(jnp.std(h))

    start = jax.random.normal(key_h, (256, width)), jnp.zeros(depth)
    return jax.lax.fori_loop(0, depth, layer, start)[1]
