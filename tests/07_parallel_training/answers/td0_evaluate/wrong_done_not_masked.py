# Counts the next state's value after the end of an episode.
# fails: test_episodes_end_and_begin_anew, test_learns_the_random_walk
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def step(carry, key):
        values, state = carry
        s2, r, done = env(key, state)
        values = values.at[state].add(alpha * (r + gamma * values[s2] - values[state]))
        return (values, jnp.where(done, start, s2)), None

    return jax.lax.scan(step, (jnp.zeros(n), jnp.array(start)), jax.random.split(key, steps))[0][0]
