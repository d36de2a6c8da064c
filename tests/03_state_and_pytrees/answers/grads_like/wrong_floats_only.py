# Does not think of integer leaves, by which grad refuses to differentiate.
# fails: test_integers_and_bools_get_zeros
def grads_like(loss, params, *data):
    return jax.value_and_grad(loss)(params, *data)
