# Computes all sixteen powers and then takes one, and overflows on the way.
# fails: test_higher_powers_may_overflow
def power(x, n):
    powers = [jnp.eye(len(x))]
    for _ in range(16):
        powers.append(powers[-1] @ x)
    return jnp.stack(powers)[n]
