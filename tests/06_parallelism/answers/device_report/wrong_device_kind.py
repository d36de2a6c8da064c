# Reports the kind of the device instead of the backend's name.
# fails: test_names_the_default_backend
def device_report():
    return {
        "backend": jax.devices()[0].device_kind,
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
    }
