# Cannot be differentiated under `jit`, where n is traced.
# fails: test_can_be_differentiated_under_jit
def power(x, n):
    def more(state):
        return state[0] < n

    def step(state):
        return state[0] + 1, state[1] @ x

    return jax.lax.while_loop(more, step, (0, jnp.eye(len(x))))[1]
