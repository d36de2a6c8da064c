# Answers a GPU build for Windows without WSL2, for a Mac, and for other cards than NVIDIA's in WSL2.
# fails: test_windows_itself_has_cpu_builds_only, test_only_nvidia_is_used_in_wsl2, test_a_mac_gets_the_cpu_build
def install_target(system, wsl2, vendor):
    return {"nvidia": "cuda13", "amd": "rocm"}.get(vendor, "cpu")
