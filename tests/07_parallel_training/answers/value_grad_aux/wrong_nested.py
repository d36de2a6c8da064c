# Returns the nested pairs of `value_and_grad`.
# fails: test_returns_the_flat_tuple
def value_grad_aux(loss):
    return jax.value_and_grad(loss, has_aux=True)
