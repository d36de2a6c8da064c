# Builds the log by unpacking three steps, without a list that changes.
def purify(x, scale):
    first = jnp.sin(scale * x)
    second = jnp.sin(scale * first)
    third = jnp.sin(scale * second)
    return third, jnp.array([first.mean(), second.mean(), third.mean()])
