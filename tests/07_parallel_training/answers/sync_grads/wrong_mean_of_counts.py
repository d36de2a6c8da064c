# Averages counts of examples as well.
# fails: test_integers_become_their_sum, test_dtypes_stay
def sync_grads(grads, axis):
    return jax.lax.pmean(grads, axis)
