# Lets scan write out four rounds at a time when it compiles.
def simulate(step, state, xs):
    def body(carry, x):
        new_carry, y = step(carry, x)
        return new_carry, y

    final_state, ys = jax.lax.scan(body, state, xs, unroll=4)
    return final_state, ys
