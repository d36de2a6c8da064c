# Writes the measurements into an array with .at[], and folds the layer's number into one key.
def activation_stds(key, scale, depth, width):
    h = jax.random.normal(jax.random.fold_in(key, depth), (256, width))
    stds = jnp.zeros(depth)
    for i in range(depth):
        w = jax.random.normal(jax.random.fold_in(key, i), (width, width))
        h = jax.nn.relu(h @ w * scale)
        stds = stds.at[i].set(jnp.std(h.ravel()))
    return stds
