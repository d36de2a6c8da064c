# Draws all numbers at once and cuts them into matrices.
import math


def init_mlp_params(key, widths):
    shapes = [(widths[i - 1], widths[i]) for i in range(1, len(widths))]
    numbers = jax.random.normal(key, (sum(math.prod(shape) for shape in shapes),))
    params, start = [], 0
    for shape in shapes:
        stop = start + math.prod(shape)
        params.append({"w": numbers[start:stop].reshape(shape) * math.sqrt(2 / shape[0]), "b": jnp.zeros(shape[1])})
        start = stop
    return params
