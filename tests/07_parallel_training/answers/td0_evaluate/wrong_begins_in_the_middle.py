# Begins in the middle of the states, not in `start`.
# fails: test_each_step_moves_one_value_towards_its_target, test_episodes_end_and_begin_anew, test_the_loop_is_compiled
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def step(carry, key):
        values, state = carry
        s2, r, done = env(key, state)
        values = values.at[state].add(alpha * (r + gamma * jnp.where(done, 0.0, values[s2]) - values[state]))
        return (values, jnp.where(done, n // 2, s2)), None

    return jax.lax.scan(step, (jnp.zeros(n), jnp.array(n // 2)), jax.random.split(key, steps))[0][0]
