# Makes a key of its own and ignores the one that comes in.
# fails: test_every_layer_draws_fresh_weights, test_the_key_decides_everything
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(jax.random.key(0), depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        h = jax.nn.relu(h @ (scale * jax.random.normal(k, (width, width))))
        stds.append(jnp.std(h))
    return jnp.stack(stds)
