# Returns something other than a tuple of two.
# fails: test_gives_the_array_and_the_log, test_computes_what_the_impure_program_computes
def purify(x, scale):
    for _ in range(3):
        x = jnp.sin(scale * x)
    return x
