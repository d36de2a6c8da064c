# Neither puts the product on `device` nor commits it.
# fails: test_it_lies_on_the_device_asked_for, test_it_stays_there, test_numpy_arrays_and_jax_arrays_are_placed_alike
# Places NumPy arrays alone, and leaves JAX arrays where they are.
def matmul_on(device, a, b):
    a, b = (jax.device_put(each, device) if isinstance(each, np.ndarray) else each for each in (a, b))
    return a @ b
