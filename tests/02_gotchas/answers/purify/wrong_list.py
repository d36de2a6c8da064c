# Returns the log as a Python list or tuple.
# fails: test_gives_the_array_and_the_log, test_computes_what_the_impure_program_computes
def purify(x, scale):
    log = []
    for _ in range(3):
        x = jnp.sin(scale * x)
        log.append(jnp.mean(x))
    return x, log
