# Gives another value when the same state is used once more.
# fails: test_the_same_state_gives_the_same_answer
def reset():
    return {"calls": 0}


def count(state):
    state["calls"] += 1
    return state["calls"], state
