# Scans, but unrolls all of it.
# fails: test_the_program_does_not_grow
def simulate(step, state, xs):
    return jax.lax.scan(step, state, xs, unroll=True)
