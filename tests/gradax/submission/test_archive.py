from datetime import UTC, datetime
from pathlib import PureWindowsPath

from gradax.submission.archive import pack


def test_its_name_is_one_on_every_system():
    name, _ = pack("ada.b@uni.org", "04_mlp", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), b"{}")
    assert name == "ada.b@uni.org+04_mlp+20260102T030405Z.zip"
    assert PureWindowsPath(name).name == name
    assert not set(name) & set('<>:"|?*')
