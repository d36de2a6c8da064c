# Begins with values of one half, not zero.
# fails: test_each_step_moves_one_value_towards_its_target, test_episodes_end_and_begin_anew, test_the_loop_is_compiled
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def step(carry, key):
        values, state = carry
        s2, r, done = env(key, state)
        values = values.at[state].add(alpha * (r + gamma * jnp.where(done, 0.0, values[s2]) - values[state]))
        return (values, jnp.where(done, start, s2)), None

    return jax.lax.scan(step, (jnp.full(n, 0.5), jnp.array(start)), jax.random.split(key, steps))[0][0]
