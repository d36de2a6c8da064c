# Takes a `start` of 0 for none, and begins in the middle.
# fails: test_the_loop_is_compiled
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    start = start or n // 2

    def step(carry, key):
        values, state = carry
        s2, r, done = env(key, state)
        values = values.at[state].add(alpha * (r + gamma * jnp.where(done, 0.0, values[s2]) - values[state]))
        return (values, jnp.where(done, start, s2)), None

    return jax.lax.scan(step, (jnp.zeros(n), jnp.array(start)), jax.random.split(key, steps))[0][0]
