# Has no key "processes".
# fails: test_exactly_the_four_keys, test_right_on_this_machine, test_counts_the_processes, test_machines_need_not_be_alike
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
    }
