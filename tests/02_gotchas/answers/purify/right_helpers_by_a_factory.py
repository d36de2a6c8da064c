# Calls a function of a factory, next to one whose closure variable is not there yet.
def make():
    def step(x, scale):
        return jnp.sin(scale * x)

    def later():
        return unset

    if not callable(step):
        unset = 1
    return step, later


step, later = make()


def purify(x, scale):
    log = []
    for _ in range(3):
        x = step(x, scale)
        log.append(jnp.mean(x))
    return x, jnp.stack(log)
