# Loops in Python, which cannot count to a traced n.
# fails: test_the_exponent_may_be_traced, test_one_program_for_all_exponents, test_can_be_differentiated_under_jit, test_higher_powers_may_overflow
def power(x, n):
    result = jnp.eye(len(x))
    for _ in range(n):
        result = result @ x
    return result
