# Mixes up all devices and local ones.
# fails: test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": len(jax.local_devices()),
        "local_devices": len(jax.devices()),
        "processes": jax.process_count(),
    }
