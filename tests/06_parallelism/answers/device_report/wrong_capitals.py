# Writes the backend's name in capitals.
# fails: test_right_on_this_machine, test_names_the_default_backend
def device_report():
    return {
        "backend": jax.default_backend().upper(),
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
    }
