# Repeats numbers within an array.
# fails: test_each_has_mean_0_and_standard_deviation_1
def two_noises(key, shape):
    draws = (jax.random.normal(each, shape[-1:]) for each in jax.random.split(key))
    return tuple(jnp.broadcast_to(draw, shape) for draw in draws)
