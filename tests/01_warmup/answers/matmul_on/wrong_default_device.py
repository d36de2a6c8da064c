# Places the result without committing it.
# fails: test_it_stays_there
def matmul_on(device, a, b):
    with jax.default_device(device):
        return jnp.asarray(np.asarray(a)) @ jnp.asarray(np.asarray(b))
