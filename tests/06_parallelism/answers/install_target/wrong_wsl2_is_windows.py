# Treats WSL2 like Windows itself, which has no GPU build.
# fails: test_an_nvidia_card_works_in_wsl2
def install_target(system, wsl2, vendor):
    if system != "linux":
        return "cpu"
    return {"nvidia": "cuda13", "amd": "rocm"}.get(vendor, "cpu")
