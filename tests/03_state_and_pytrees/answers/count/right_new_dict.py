# A dict, made anew in every call.
def reset():
    return {"calls": jnp.array(0), "unused": None}


def count(state):
    value = state["calls"] + 1
    return value, {**state, "calls": value}
