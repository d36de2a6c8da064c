# Does not give the number of processes when there are several.
# fails: test_machines_need_not_be_alike, test_counts_the_processes
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": 1,
    }
