# Adds gradients up instead of averaging them.
# fails: test_floats_become_their_mean
def sync_grads(grads, axis):
    return jax.lax.psum(grads, axis)
