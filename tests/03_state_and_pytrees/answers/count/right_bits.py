# Counts in bits, of which each flips where all lower ones were set.
def reset():
    return jnp.zeros(31, bool)
def count(state):
    carry = jnp.cumprod(jnp.concatenate([jnp.ones(1, jnp.int32), state[:-1].astype(jnp.int32)])).astype(bool)
    new = state ^ carry
    return jnp.sum(new * (1 << jnp.arange(31))), new
