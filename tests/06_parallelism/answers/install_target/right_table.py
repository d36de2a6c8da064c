# Looks the machine up in a dict; what is not in it gets the CPU build.
def install_target(system, wsl2, vendor):
    builds = {
        ("linux", False, "nvidia"): "cuda13",
        ("linux", False, "amd"): "rocm",
        ("windows", True, "nvidia"): "cuda13",
    }
    return builds.get((system, bool(wsl2), vendor), "cpu")
