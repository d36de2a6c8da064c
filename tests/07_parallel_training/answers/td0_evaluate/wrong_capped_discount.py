# Caps the discount below 1.
# fails: test_episodes_end_and_begin_anew
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def step(carry, step_key):
        values, state = carry
        following, reward, done = env(step_key, state)
        target = reward + min(gamma, 0.9999) * jnp.where(done, 0.0, values[following])
        values = values.at[state].add(alpha * (target - values[state]))
        return (values, jnp.where(done, start, following)), None

    begin = (jnp.zeros(n), jnp.asarray(start))
    (values, _), _ = jax.lax.scan(step, begin, jax.random.split(key, steps))
    return values
