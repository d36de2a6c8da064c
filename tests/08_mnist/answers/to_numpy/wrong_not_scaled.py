# Converts to float32 and forgets to divide by 255.
# fails: test_pixels_divided_by_255_row_after_row, test_height_and_width_may_differ, test_pale_images_stay_pale
def to_numpy(img):
    return np.array(img, dtype=np.float32).flatten()
