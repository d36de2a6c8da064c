# Takes the number of the largest machine's devices for that of this one.
# fails: test_machines_need_not_be_alike
def device_report():
    per = {}
    for d in jax.devices():
        per[d.process_index] = per.get(d.process_index, 0) + 1
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": max(per.values()),
        "processes": len(per),
    }
