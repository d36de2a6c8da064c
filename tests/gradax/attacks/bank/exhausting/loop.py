# Never returns.
# ends: timeout
def affine(x):
    while True:
        pass
