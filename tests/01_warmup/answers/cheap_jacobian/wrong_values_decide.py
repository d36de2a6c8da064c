# Lets a traced value decide.
# fails: test_few_outputs_go_backwards, test_few_inputs_go_forwards, test_works_under_jit
def cheap_jacobian(f, x):
    m = jnp.sum(jnp.ones_like(f(x)))
    return jax.jacrev(f)(x) if m < x.size else jax.jacfwd(f)(x)
