# Compares numbers of dimensions, not of entries.
# fails: test_few_outputs_go_backwards
def cheap_jacobian(f, x):
    return jax.jacrev(f)(x) if jax.eval_shape(f, x).ndim < x.ndim else jax.jacfwd(f)(x)
