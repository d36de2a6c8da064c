# Does not return a tuple of two.
# fails: test_counts_the_calls, test_counts_a_million, test_the_same_state_gives_the_same_answer, test_two_counters_do_not_disturb_each_other, test_counts_when_compiled, test_is_not_compiled_in_every_call
def reset():
    return jnp.int32(0)


def count(state):
    return [state + 1, state + 1]
