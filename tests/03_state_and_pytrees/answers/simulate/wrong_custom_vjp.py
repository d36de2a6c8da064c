# Writes a gradient of its own, which knows nothing of what the step reads from outside.
# fails: test_works_under_jit_and_grad
def simulate(step, state, xs):
    @jax.custom_vjp
    def run(state, xs):
        return jax.lax.scan(step, state, xs)
    def fwd(state, xs):
        out, back = jax.vjp(lambda s, x: jax.lax.scan(step, s, x), state, xs)
        return out, back
    run.defvjp(fwd, lambda back, g: back(g))
    return run(state, xs)
