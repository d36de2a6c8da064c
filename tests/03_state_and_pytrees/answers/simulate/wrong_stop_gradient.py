# Cuts the gradient between the steps.
# fails: test_works_under_jit_and_grad
def simulate(step, state, xs):
    def body(state, x):
        return step(jax.tree.map(jax.lax.stop_gradient, state), x)

    return jax.lax.scan(body, state, xs)
