# Returns a state from `update` of another structure than `init_stats` gave.
# fails: test_is_accurate_far_from_zero, test_update_is_compiled_once, test_works_in_a_scan
def init_stats():
    return []


def update(state, x):
    return [*state, x]


def mean(state):
    return jnp.mean(jnp.stack(state))


def var(state):
    return jnp.var(jnp.stack(state))
