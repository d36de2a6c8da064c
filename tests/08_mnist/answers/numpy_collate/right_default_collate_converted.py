# Lets torch do the nesting, and converts its tensors.
from torch.utils.data import default_collate


def numpy_collate(batch):
    def convert(part):
        if isinstance(part, torch.Tensor):
            return part.numpy()
        if isinstance(part, dict):
            return {name: convert(value) for name, value in part.items()}
        return [convert(value) for value in part]

    return convert(default_collate(batch))
