# Makes every argument but the key static, so that `scale` cannot be traced.
# fails: test_works_under_jit
from functools import partial


@partial(jax.jit, static_argnums=(1, 2, 3))
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        w = scale * jax.random.normal(k, (width, width))
        h = jax.nn.relu(h @ w)
        stds.append(jnp.std(h))
    return jnp.stack(stds)
