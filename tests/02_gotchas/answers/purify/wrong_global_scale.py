# Computes with 1.5 in place of the argument `scale`.
# fails: test_computes_what_the_impure_program_computes, test_reads_no_global_variable, test_leaves_nothing_behind, test_the_scale_may_be_traced
scale = 1.5


def purify(x, factor):
    log = []
    for _ in range(3):
        x = jnp.sin(scale * x)
        log.append(jnp.mean(x))
    return x, jnp.stack(log)
