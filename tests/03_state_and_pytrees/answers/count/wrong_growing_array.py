# Keeps an array that grows, so that every call is compiled anew.
# fails: test_is_not_compiled_in_every_call, test_counts_a_million
def reset():
    return jnp.zeros(0)


def count(state):
    state = jnp.append(state, 1.0)
    return state.size, state
