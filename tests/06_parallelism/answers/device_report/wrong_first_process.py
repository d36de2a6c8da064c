# Takes the first process for this one.
# fails: test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": sum(device.process_index == 0 for device in jax.devices()),
        "processes": jax.process_count(),
    }
