# Subtracts the first reading from all, then sums and squares are small.
def init_stats():
    return {"n": jnp.int32(0), "first": jnp.float32(0), "sum": jnp.float32(0), "squares": jnp.float32(0)}


def update(state, x):
    first = jnp.where(state["n"] == 0, x, state["first"])
    d = x - first
    return {"n": state["n"] + 1, "first": first, "sum": state["sum"] + d, "squares": state["squares"] + d * d}


def mean(state):
    return state["first"] + state["sum"] / state["n"]


def var(state):
    return state["squares"] / state["n"] - (state["sum"] / state["n"]) ** 2
