# Reads the image's bytes.
def to_numpy(img):
    return np.frombuffer(img.tobytes(), np.uint8).astype(np.float32) / np.float32(255)
