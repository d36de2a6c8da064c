# Has an entry of another type than `int`, where a number is asked for.
# fails: test_exactly_the_four_keys, test_no_number_is_written_into_the_code, test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike, test_counts_the_processes
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jnp.asarray(jax.device_count()),
        "local_devices": jnp.asarray(jax.local_device_count()),
        "processes": jnp.asarray(jax.process_count()),
    }
