# Counts by a side effect, not by the state: compiled, it gives 1 in every call.
# fails: test_the_same_state_gives_the_same_answer, test_two_counters_do_not_disturb_each_other, test_counts_when_compiled, test_counts_a_million
calls = 0


def reset():
    global calls
    calls = 0
    return ()


def count(state):
    global calls
    calls += 1
    return calls, ()
