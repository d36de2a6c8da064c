# Gives a wrong number of devices on another machine.
# fails: test_no_number_is_written_into_the_code, test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike
def device_report():
    count = int(os.environ.get("JAX_NUM_CPU_DEVICES", "8"))
    return {
        "backend": jax.default_backend(),
        "devices": count * jax.process_count(),
        "local_devices": count,
        "processes": jax.process_count(),
    }
