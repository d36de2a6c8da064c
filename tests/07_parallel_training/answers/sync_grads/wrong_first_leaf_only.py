# Leaves some leaves as they came, floats and integers.
# fails: test_floats_become_their_mean, test_integers_become_their_sum, test_every_leaf_of_any_tree, test_the_axis_may_have_any_name_and_lie_on_devices, test_dtypes_stay
def sync_grads(grads, axis):
    leaves, structure = jax.tree.flatten(grads)
    first = jax.lax.pmean(leaves[0], axis) if leaves[0].dtype.kind == "f" else jax.lax.psum(leaves[0], axis)
    return jax.tree.unflatten(structure, [first, *leaves[1:]])
