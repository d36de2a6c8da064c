# Makes a program that grows with the length of `xs`.
# fails: test_the_program_does_not_grow
def simulate(step, state, xs):
    seen = []
    for t in range(jax.tree.leaves(xs)[0].shape[0]):
        state, y = step(state, jax.tree.map(lambda leaf: leaf[t], xs))
        seen.append(y)
    return state, jax.tree.map(lambda *ys: jnp.stack(ys), *seen)
