# Counts the lists of devices, and the processes that own them.
def device_report():
    devices = jax.devices()
    return dict(
        backend=devices[0].platform,
        devices=len(devices),
        local_devices=len(jax.local_devices()),
        processes=len({device.process_index for device in devices}),
    )
