# Leaves the result on several devices.
# fails: test_it_lies_on_the_device_asked_for, test_numpy_arrays_and_jax_arrays_are_placed_alike
def matmul_on(device, a, b):
    mesh = jax.sharding.Mesh(np.array(jax.devices()), ("all",))
    everywhere = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec())
    return jax.device_put(jnp.matmul(a, b), everywhere)
