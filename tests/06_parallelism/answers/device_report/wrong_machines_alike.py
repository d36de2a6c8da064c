# Gives a wrong number of devices or processes where the machines are not alike.
# fails: test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.local_device_count() * jax.process_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
    }
