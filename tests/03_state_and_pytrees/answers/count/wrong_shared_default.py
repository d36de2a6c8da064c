# Gives another value when the same state is used once more, and lets two counters disturb each other.
# fails: test_the_same_state_gives_the_same_answer, test_two_counters_do_not_disturb_each_other, test_counts_when_compiled, test_counts_a_million
start = {"calls": 0}


def reset():
    return start


def count(state):
    state["calls"] = state["calls"] + 1
    return state["calls"], state
