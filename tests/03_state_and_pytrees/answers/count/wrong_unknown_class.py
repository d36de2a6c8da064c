# Raises an exception when it is compiled.
# fails: test_counts_when_compiled, test_is_not_compiled_in_every_call, test_counts_a_million
class Calls:
    def __init__(self, n):
        self.n = n


def reset():
    return Calls(0)


def count(state):
    return state.n + 1, Calls(state.n + 1)
