# Makes all but the brightest pixels 0, as a division of whole numbers does.
# fails: test_pixels_divided_by_255_row_after_row, test_height_and_width_may_differ, test_pale_images_stay_pale, test_it_is_a_float32_numpy_array
def to_numpy(img):
    return (np.asarray(img).ravel() // 255).astype(np.float32)
