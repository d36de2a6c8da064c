# Gives a wrong number of devices on another machine.
# fails: test_no_number_is_written_into_the_code
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": min(jax.device_count(), 99),
        "local_devices": min(jax.local_device_count(), 99),
        "processes": jax.process_count(),
    }
