# Answers a GPU build for Windows without WSL2.
# fails: test_windows_itself_has_cpu_builds_only
def install_target(system, wsl2, vendor):
    if vendor == "nvidia" and system in ("linux", "windows"):
        return "cuda13"
    if vendor == "amd" and system == "linux":
        return "rocm"
    return "cpu"
