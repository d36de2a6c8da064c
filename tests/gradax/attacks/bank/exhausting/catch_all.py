# Catches whatever would end it, and goes on.
# ends: timeout, cpu-limit
def affine(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
