# Carries the key, and moves the table by the gradient of half the squared error, with the target stopped.
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def loss(values, state, s2, r, done):
        target = jax.lax.stop_gradient(jnp.where(done, r, r + gamma * values[s2]))
        return 0.5 * (target - values[state]) ** 2

    def step(carry, _):
        values, state, key = carry
        key, subkey = jax.random.split(key)
        s2, r, done = env(subkey, state)
        values = values - alpha * jax.grad(loss)(values, state, s2, r, done)
        return (values, jnp.where(done, start, s2), key), None

    @jax.jit
    def run(key):
        return jax.lax.scan(step, (jnp.zeros(n), jnp.array(start), key), length=steps)[0][0]

    return run(key)
