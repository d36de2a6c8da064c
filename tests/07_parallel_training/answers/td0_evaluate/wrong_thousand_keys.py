# Has a thousand keys, which take turns.
# fails: test_every_step_gets_a_key_of_its_own
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    keys = jax.random.split(key, 1000)

    def step(i, carry):
        values, state = carry
        following, reward, done = env(keys[i % 1000], state)
        target = reward + gamma * jnp.where(done, 0.0, values[following])
        values = values.at[state].add(alpha * (target - values[state]))
        return values, jnp.where(done, start, following)

    return jax.lax.fori_loop(0, steps, step, (jnp.zeros(n), jnp.asarray(start)))[0]
