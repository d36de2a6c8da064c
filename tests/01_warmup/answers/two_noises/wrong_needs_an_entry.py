# Raises an exception for a shape that holds no numbers.
# fails: test_a_tuple_of_two_float32_arrays
import math


def two_noises(key, shape):
    keys = jax.random.split(key, 2 * math.prod(shape))
    first, second = jnp.split(jnp.stack([jax.random.normal(each) for each in keys]), 2)
    return first.reshape(shape), second.reshape(shape)
