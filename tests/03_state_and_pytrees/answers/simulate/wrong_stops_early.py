# Goes wrong where the state stays the same for a while, and for special values.
# fails: test_makes_all_steps
# Takes a state that does not change for the last one.
def simulate(step, state, xs):
    def body(carry, x):
        done, state = carry
        new, y = step(state, x)
        pairs = zip(jax.tree.leaves(state), jax.tree.leaves(new))
        still = jnp.array([False] + [jnp.all(a == b) for a, b in pairs]).sum() == len(jax.tree.leaves(new))
        kept = jax.tree.map(lambda a, b: jnp.where(done, a, b), state, new)
        return (done | (still & (len(jax.tree.leaves(new)) > 0)), kept), y

    (_, state), ys = jax.lax.scan(body, (jnp.array(False), state), xs)
    return state, ys
