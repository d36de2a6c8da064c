# Goes on from where the episode ended.
# fails: test_episodes_end_and_begin_anew
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def step(carry, key):
        values, state = carry
        s2, r, done = env(key, state)
        values = values.at[state].add(alpha * (r + gamma * jnp.where(done, 0.0, values[s2]) - values[state]))
        return (values, s2), None

    return jax.lax.scan(step, (jnp.zeros(n), jnp.array(start)), jax.random.split(key, steps))[0][0]
