# Ends without `return`.
# fails: test_floats_become_their_mean, test_integers_become_their_sum, test_every_leaf_of_any_tree
def sync_grads(grads, axis):
    jax.tree.map(lambda leaf: jax.lax.pmean(leaf, axis) if leaf.dtype.kind == "f" else jax.lax.psum(leaf, axis), grads)
