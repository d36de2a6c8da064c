# Fills the heap.
# ends: exception, memory, cpu-limit
def affine(x):
    hoard = []
    while True:
        hoard.append(b"x" * (1 << 20))
