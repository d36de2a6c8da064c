# Stacks all leaves of xs to one array.
# fails: test_states_inputs_and_outputs_may_be_trees
def simulate(step, state, xs):
    leaves, treedef = jax.tree.flatten(xs)
    stacked = jnp.stack(leaves, axis=1)
    return jax.lax.scan(lambda s, row: step(s, treedef.unflatten(list(row))), state, stacked)
