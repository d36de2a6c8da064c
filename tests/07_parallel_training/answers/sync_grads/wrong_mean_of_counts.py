# Averages integer leaves as well.
# fails: test_integers_become_their_sum, test_every_leaf_of_any_tree, test_the_axis_may_have_any_name_and_lie_on_devices, test_dtypes_stay
def sync_grads(grads, axis):
    return jax.lax.pmean(grads, axis)
