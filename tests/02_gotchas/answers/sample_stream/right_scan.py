# Splits off one key after the other inside a scan.
def sample_stream(key, n):
    def step(key, _):
        key, mine = jax.random.split(key)
        return key, jax.random.normal(mine)

    return jax.lax.scan(step, key, None, length=n)[1]
