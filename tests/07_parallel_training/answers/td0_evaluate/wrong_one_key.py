# Hands the same key to several steps.
# fails: test_every_step_gets_a_key_of_its_own, test_learns_the_random_walk
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def step(carry, _):
        values, state = carry
        s2, r, done = env(key, state)
        values = values.at[state].add(alpha * (r + gamma * jnp.where(done, 0.0, values[s2]) - values[state]))
        return (values, jnp.where(done, start, s2)), None

    return jax.lax.scan(step, (jnp.zeros(n), jnp.array(start)), length=steps)[0][0]
