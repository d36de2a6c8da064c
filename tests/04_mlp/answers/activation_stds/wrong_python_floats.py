# Collects Python floats, which cannot be had under jit.
# fails: test_works_under_jit
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        h = jax.nn.relu(h @ (scale * jax.random.normal(k, (width, width))))
        stds.append(float(jnp.std(h)))
    return jnp.array(stds)
