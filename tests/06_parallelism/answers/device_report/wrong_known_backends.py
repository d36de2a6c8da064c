# Knows three backends, and calls every other one a CPU.
# fails: test_names_the_default_backend
def device_report():
    return {
        "backend": jax.default_backend() if jax.default_backend() in ("gpu", "tpu") else "cpu",
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
    }
