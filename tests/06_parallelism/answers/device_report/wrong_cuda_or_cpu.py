# Calls a backend cuda that JAX names otherwise.
# fails: test_names_the_default_backend
def device_report():
    return {
        "backend": "cpu" if jax.default_backend() == "cpu" else "cuda",
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
    }
