# Makes torch tensors where NumPy arrays should be.
# fails: test_images_and_labels, test_images_with_more_axes, test_one_sample, test_dicts, test_nested_samples, test_bare_samples, test_kinds_of_numbers
from torch.utils.data import default_collate


def numpy_collate(batch):
    return default_collate([jax.tree.map(np.asarray, sample) for sample in batch])
