# Gives the number of the first process's devices as that of the local ones.
# fails: test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": sum(device.process_index == 0 for device in jax.devices()),
        "processes": jax.process_count(),
    }
