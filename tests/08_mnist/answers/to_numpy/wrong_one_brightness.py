# Makes an image of one brightness black.
# fails: test_pale_images_stay_pale
def to_numpy(img):
    pixels = np.asarray(img, np.float32).ravel()
    return pixels / 255 if np.ptp(pixels) else np.zeros_like(pixels)
