# Asks a traced state for its number with int.
# fails: test_counts_when_compiled, test_is_not_compiled_in_every_call, test_counts_a_million
def reset():
    return jnp.int32(0)


def count(state):
    value = int(state) + 1
    return value, jnp.int32(value)
