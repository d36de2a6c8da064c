# Makes a program that grows with the length of `xs`.
# fails: test_the_program_does_not_grow
# Scans over short sequences and loops over long ones.
def simulate(step, state, xs):
    length = jax.tree.leaves(xs)[0].shape[0]
    if length <= 100:
        return jax.lax.scan(step, state, xs)
    seen = []
    for t in range(length):
        state, y = step(state, jax.tree.map(lambda leaf: leaf[t], xs))
        seen.append(y)
    return state, jax.tree.map(lambda *ys: jnp.stack(ys), *seen)
