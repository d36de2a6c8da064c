# A fori_loop that folds the step's number into the key.
def td0_evaluate(env, n, start, key, steps, alpha, gamma):
    def body(i, carry):
        values, state = carry
        s2, r, done = env(jax.random.fold_in(key, i), state)
        delta = r + gamma * values[s2] * (1 - done) - values[state]
        return values.at[state].add(alpha * delta), jax.lax.select(done, jnp.int32(start), jnp.int32(s2))

    return jax.lax.fori_loop(0, steps, body, (jnp.zeros((n,)), jnp.int32(start)))[0]
