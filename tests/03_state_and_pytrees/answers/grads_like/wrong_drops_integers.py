# Gives gradients of another structure where there are integers or bools.
# fails: test_integers_and_bools_get_zeros, test_integers_of_every_size_get_zeros, test_works_under_jit
def grads_like(loss, params, *data):
    value, grads = jax.value_and_grad(loss, allow_int=True)(params, *data)
    return value, jax.tree.map(lambda g: None if g.dtype == jax.dtypes.float0 else g, grads)
