# Makes large images small.
# fails: test_height_and_width_may_differ
def to_numpy(img):
    return np.asarray(img.resize((28, 28)), np.float32).reshape(-1) / 255 if img.size[0] > 28 else np.asarray(img, np.float32).reshape(-1) / 255
