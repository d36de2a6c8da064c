# Gives float64 instead of float32.
# fails: test_it_is_a_float32_numpy_array
def to_numpy(img):
    return np.asarray(img).ravel() / 255
