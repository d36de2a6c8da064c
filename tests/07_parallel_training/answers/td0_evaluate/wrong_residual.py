# Moves the value of the next state as well: the target does not count as a constant.
# fails: test_each_step_moves_one_value_towards_its_target, test_learns_the_random_walk, test_episodes_end_and_begin_anew, test_the_loop_is_compiled
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def loss(values, state, s2, r, done):
        return 0.5 * (jnp.where(done, r, r + gamma * values[s2]) - values[state]) ** 2

    def step(carry, key):
        values, state = carry
        s2, r, done = env(key, state)
        values = values - alpha * jax.grad(loss)(values, state, s2, r, done)
        return (values, jnp.where(done, start, s2)), None

    return jax.lax.scan(step, (jnp.zeros(n), jnp.array(start)), jax.random.split(key, steps))[0][0]
