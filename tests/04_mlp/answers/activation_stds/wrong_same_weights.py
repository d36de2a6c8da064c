# Draws the same weights for more than one layer, and uses a random key twice.
# fails: test_every_layer_draws_fresh_weights, test_no_key_is_used_twice
def activation_stds(key, scale, depth, width):
    key_h, key_w = jax.random.split(key)
    h = jax.random.normal(key_h, (256, width))
    stds = []
    for _ in range(depth):
        h = jax.nn.relu(h @ (scale * jax.random.normal(key_w, (width, width))))
        stds.append(jnp.std(h))
    return jnp.stack(stds)
