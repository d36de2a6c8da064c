# Does not count the devices of all processes when there are several.
# fails: test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.local_device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
    }
