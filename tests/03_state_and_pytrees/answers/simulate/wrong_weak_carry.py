# Raises an exception where the state begins as Python floats.
# fails: test_the_state_may_begin_as_python_numbers
def simulate(step, state, xs):
    if any(not hasattr(leaf, "dtype") for leaf in jax.tree.leaves(state)):
        raise TypeError("the state must be made of arrays")
    return jax.lax.scan(step, state, xs)
