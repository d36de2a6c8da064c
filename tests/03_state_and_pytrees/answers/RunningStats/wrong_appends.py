# Changes the structure of the state, and disturbs an earlier state or another stream.
# fails: test_is_accurate_far_from_zero, test_update_is_compiled_once, test_works_in_a_scan, test_an_old_state_stays_what_it_was
def init_stats():
    return []


def update(state, x):
    state.append(x)
    return state


def mean(state):
    return jnp.mean(jnp.stack(state))


def var(state):
    return jnp.var(jnp.stack(state))
