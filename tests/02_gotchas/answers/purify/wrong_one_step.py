# Has one step instead of three, and logs the same mean three times.
# fails: test_computes_what_the_impure_program_computes, test_reads_no_global_variable, test_leaves_nothing_behind, test_the_scale_may_be_traced
def purify(x, scale):
    x = jnp.sin(scale * x)
    return x, jnp.full(3, jnp.mean(x))
