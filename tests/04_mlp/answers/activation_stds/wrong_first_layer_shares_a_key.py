# Makes the inputs' key and the first layer's key from the same number.
# fails: test_no_key_is_used_twice
def activation_stds(key, scale, depth, width):
    h = jax.random.normal(jax.random.fold_in(key, 0), (256, width))
    stds = []
    for i in range(depth):
        h = jax.nn.relu(h @ (scale * jax.random.normal(jax.random.fold_in(key, i), (width, width))))
        stds.append(jnp.std(h))
    return jnp.stack(stds)
