# Does not answer CUDA for an NVIDIA card in WSL2.
# fails: test_an_nvidia_card_works_in_wsl2
def install_target(system, wsl2, vendor):
    if system != "linux":
        return "cpu"
    return {"nvidia": "cuda13", "amd": "rocm"}.get(vendor, "cpu")
