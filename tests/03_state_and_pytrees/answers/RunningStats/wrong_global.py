# Keeps tracers outside of the state, and disturbs an earlier state or another stream.
# fails: test_is_accurate_far_from_zero, test_works_in_a_scan, test_an_old_state_stays_what_it_was
readings = []


def init_stats():
    readings.clear()
    return ()


def update(state, x):
    readings.append(x)
    return ()


def mean(state):
    return jnp.mean(jnp.stack(readings))


def var(state):
    return jnp.var(jnp.stack(readings))
