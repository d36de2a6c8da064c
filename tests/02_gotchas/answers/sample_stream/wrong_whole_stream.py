# Draws the whole stream up to the end of the piece, which a traced start does not allow.
# fails: test_start_may_be_large, test_works_under_jit_with_a_traced_start
def sample_stream(key, start, n):
    if start + n > 10**8:
        raise MemoryError("too many numbers before the piece")
    return jax.random.normal(key, (start + n,))[start:]
