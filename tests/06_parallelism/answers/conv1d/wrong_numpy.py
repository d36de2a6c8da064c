# Computes with NumPy, which cannot be traced.
# fails: test_works_under_jit_vmap_and_grad, test_no_loop_over_the_signal
def conv1d(w, x):
    return jnp.asarray(np.correlate(np.asarray(x), np.asarray(w), mode="valid"))
