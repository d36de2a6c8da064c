# Gives the value as an array with one entry.
# fails: test_counts_the_calls, test_counts_a_million, test_the_same_state_gives_the_same_answer, test_two_counters_do_not_disturb_each_other, test_counts_when_compiled
def reset():
    return jnp.zeros(1, jnp.int32)


def count(state):
    return state + 1, state + 1
