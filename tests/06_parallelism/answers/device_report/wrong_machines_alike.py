# Takes all machines to have as many devices as this one.
# fails: test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.local_device_count() * jax.process_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
    }
