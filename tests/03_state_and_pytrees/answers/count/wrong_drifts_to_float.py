# Returns a state of another structure, shape or dtype than `reset` gives.
# fails: test_is_not_compiled_in_every_call, test_counts_a_million
def reset():
    return jnp.int32(0)


def count(state):
    new = state + 1.0
    return new.astype(jnp.int32), new
