# A compiled product, whose output is placed.
def matmul_on(device, a, b):
    there = jax.sharding.SingleDeviceSharding(device)
    return jax.jit(jnp.matmul, out_shardings=there)(a, b)
