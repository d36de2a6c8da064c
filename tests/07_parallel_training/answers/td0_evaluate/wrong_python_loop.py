# Makes a longer program for more steps, as a Python loop does.
# fails: test_the_loop_is_compiled, test_learns_the_random_walk
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    values, state = jnp.zeros(n), jnp.array(start)
    for step_key in jax.random.split(key, steps):
        s2, r, done = env(step_key, state)
        values = values.at[state].add(alpha * (r + gamma * jnp.where(done, 0.0, values[s2]) - values[state]))
        state = jnp.where(done, start, s2)
    return values
