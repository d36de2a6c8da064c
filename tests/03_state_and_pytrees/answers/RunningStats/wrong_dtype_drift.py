# Returns a state from `update` in another shape or dtype than `init_stats` gave.
# fails: test_is_accurate_far_from_zero, test_update_is_compiled_once, test_works_in_a_scan
def init_stats():
    return {"n": jnp.int32(0), "mean": jnp.int32(0), "m2": jnp.int32(0)}


def update(state, x):
    n = state["n"] + 1
    new = state["mean"] + (x - state["mean"]) / n
    return {"n": n, "mean": new, "m2": state["m2"] + (x - state["mean"]) * (x - new)}


def mean(state):
    return state["mean"]


def var(state):
    return state["m2"] / state["n"]
