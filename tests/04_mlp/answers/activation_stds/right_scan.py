# Loops inside the program with scan.
def activation_stds(key, scale, depth, width):
    key_h, key_w = jax.random.split(key)

    def layer(h, k):
        h = jnp.maximum(h @ (jax.random.normal(k, (width, width)) * scale), 0.0)
        return h, h.std()

    return jax.lax.scan(layer, jax.random.normal(key_h, (256, width)), jax.random.split(key_w, depth))[1]
