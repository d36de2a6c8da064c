# Takes the first sixteen numbers of the kernel.
# fails: test_shortest_and_longest_kernels
def conv1d(w, x):
    n = len(x) - len(w) + 1
    return sum(w[k] * x[k : k + n] for k in range(min(len(w), 16)))
