# Counts in twenty bits, which begin again after a million.
# fails: test_counts_a_million
def reset():
    return jnp.int32(0)
def count(state):
    value = (state + 1) & 0xFFFFF
    return value, value
