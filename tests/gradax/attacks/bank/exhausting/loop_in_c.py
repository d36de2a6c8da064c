# Never returns from one call into C, where no signal is handled.
# ends: timeout
def affine(x):
    return sum(range(10**15))
