# Counts in sixteen bits, which hold no more than 32 767.
# fails: test_counts_a_million
def reset():
    return {"calls": jnp.int16(0)}


def count(state):
    value = state["calls"] + 1
    return value, {"calls": value}
