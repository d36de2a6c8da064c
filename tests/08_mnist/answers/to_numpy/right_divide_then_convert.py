# Divides in float64 and converts at the end.
def to_numpy(img):
    width, height = img.size
    return (np.array(img).reshape(height * width) / 255.0).astype("float32")
