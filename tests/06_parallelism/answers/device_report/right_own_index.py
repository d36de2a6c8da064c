# Filters all devices by this process's index.
def device_report():
    everything = jax.devices()
    mine = [d for d in everything if d.process_index == jax.process_index()]
    return {
        "backend": jax.default_backend(),
        "devices": len(everything),
        "local_devices": len(mine),
        "processes": 1 + max(d.process_index for d in everything),
    }
