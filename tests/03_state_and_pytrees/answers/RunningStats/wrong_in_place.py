# Disturbs an earlier state or another stream.
# fails: test_an_old_state_stays_what_it_was
def init_stats():
    return {"n": jnp.float32(0), "mean": jnp.float32(0), "m2": jnp.float32(0)}


def update(state, x):
    old = state["mean"]
    state["n"] = state["n"] + 1
    state["mean"] = old + (x - old) / state["n"]
    state["m2"] = state["m2"] + (x - old) * (x - state["mean"])
    return state


def mean(state):
    return state["mean"]


def var(state):
    return state["m2"] / state["n"]
