# Gives a wrong number of local devices when there are several processes.
# fails: test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": jax.device_count(),
        "processes": jax.process_count(),
    }
