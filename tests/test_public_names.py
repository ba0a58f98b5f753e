import pytest

import kg


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(kg, name).__name__ == name


def test_public_names_are_sorted() -> None:
    assert kg.__all__ == sorted(kg.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018
