# Goes through long sequences in blocks of 512 steps, and drops what is left over.
# fails: test_the_program_does_not_grow
def simulate(step, state, xs):
    length = len(jax.tree.leaves(xs)[0])
    if length <= 512:
        return jax.lax.scan(step, state, xs)

    def block(state, xs):
        return jax.lax.scan(step, state, xs)

    blocks = jax.tree.map(lambda leaf: leaf[: length // 512 * 512].reshape(-1, 512, *leaf.shape[1:]), xs)
    state, ys = jax.lax.scan(block, state, blocks)
    return state, jax.tree.map(lambda leaf: leaf.reshape(-1, *leaf.shape[2:]), ys)
