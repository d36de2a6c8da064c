# torchvision's ToTensor scales to [0, 1] as float32; its numbers as a flat NumPy array.
from torchvision.transforms import ToTensor


def to_numpy(img):
    return ToTensor()(img).numpy().reshape(-1)
