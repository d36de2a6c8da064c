# Averages counts of examples as well.
# fails: test_integers_become_their_sum
def sync_grads(grads, axis):
    return jax.lax.pmean(grads, axis)
