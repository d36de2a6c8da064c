# Gives 1 again in later calls, though each gets the new state.
# fails: test_counts_the_calls, test_two_counters_do_not_disturb_each_other, test_counts_when_compiled, test_counts_a_million, test_the_same_state_gives_the_same_answer
def reset():
    return jnp.int32(0)


def count(state):
    return state + 1, state
