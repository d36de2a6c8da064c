# Leaves the bytes of some images as they are, and divides those of others by 255.
# fails: test_pale_images_stay_pale, test_height_and_width_may_differ
def to_numpy(img):
    pixels = np.asarray(img, np.float32).ravel()
    return pixels / 255 if pixels.max() > 128 else pixels
