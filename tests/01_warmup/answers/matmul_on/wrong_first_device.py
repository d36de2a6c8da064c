# Puts the result on one and the same device, whichever is asked for.
# fails: test_it_lies_on_the_device_asked_for, test_numpy_arrays_and_jax_arrays_are_placed_alike
def matmul_on(device, a, b):
    device = jax.devices()[0]
    return jax.device_put(a, device) @ jax.device_put(b, device)
