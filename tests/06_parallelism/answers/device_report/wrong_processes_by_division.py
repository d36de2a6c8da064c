# Gives a wrong number of devices or processes where the machines are not alike.
# fails: test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.device_count() // jax.local_device_count(),
    }
