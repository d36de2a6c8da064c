# Computes on the device, and then makes an array on the default one.
# fails: test_it_lies_on_the_device_asked_for, test_it_stays_there, test_numpy_arrays_and_jax_arrays_are_placed_alike
def matmul_on(device, a, b):
    y = jax.device_put(a, device) @ jax.device_put(b, device)
    return jnp.asarray(np.asarray(y))
