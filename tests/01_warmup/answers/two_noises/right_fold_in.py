# Two numbers folded into one key.
def two_noises(key, shape):
    return tuple(jax.random.normal(jax.random.fold_in(key, i), shape) for i in range(2))
