# Gives every WSL2 machine CUDA, with or without an NVIDIA card.
# fails: test_only_nvidia_is_used_in_wsl2
def install_target(system, wsl2, vendor):
    if wsl2:
        return "cuda13"
    if system == "linux":
        return {"nvidia": "cuda13", "amd": "rocm"}.get(vendor, "cpu")
    return "cpu"
