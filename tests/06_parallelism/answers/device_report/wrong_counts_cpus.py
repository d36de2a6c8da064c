# Gives a wrong number of devices on another machine.
# fails: test_no_number_is_written_into_the_code, test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": len(jax.devices("cpu")),
        "local_devices": len(jax.local_devices(backend="cpu")),
        "processes": jax.process_count(),
    }
