# Changes an array's dtype within its kind, such as float32 into float64.
# fails: test_images_and_labels, test_images_with_more_axes, test_one_sample, test_dicts, test_nested_samples, test_bare_samples, test_kinds_of_numbers
def numpy_collate(batch):
    return jax.tree.map(lambda *leaves: np.array([np.asarray(leaf).tolist() for leaf in leaves]), *batch)
