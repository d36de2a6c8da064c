# Divides an image by its own largest pixel, not by 255.
# fails: test_pale_images_stay_pale, test_height_and_width_may_differ
def to_numpy(img):
    pixels = np.array(img, dtype=np.float32).ravel()
    return pixels / max(pixels.max(), 1)
