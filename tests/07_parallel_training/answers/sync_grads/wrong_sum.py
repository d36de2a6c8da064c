# Adds up float leaves instead of averaging them.
# fails: test_floats_become_their_mean, test_every_leaf_of_any_tree, test_the_axis_may_have_any_name_and_lie_on_devices, test_dtypes_stay
def sync_grads(grads, axis):
    return jax.lax.psum(grads, axis)
