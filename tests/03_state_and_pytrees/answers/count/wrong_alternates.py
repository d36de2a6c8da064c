# Returns a float for an integer, and an integer for a float.
# fails: test_is_not_compiled_in_every_call, test_counts_a_million
def reset():
    return jnp.int32(0)
def count(state):
    value = jnp.int32(state) + 1
    new = jnp.float32(value) if jnp.result_type(state) == jnp.int32 else value
    return value, new
