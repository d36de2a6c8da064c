# Stretches an image from its darkest to its brightest pixel.
# fails: test_pale_images_stay_pale, test_height_and_width_may_differ
def to_numpy(img):
    pixels = np.array(img, dtype=np.float32).ravel()
    low, high = pixels.min(), pixels.max()
    return (pixels - low) / max(high - low, 1)
