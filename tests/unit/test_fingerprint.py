"""The fingerprint of source rows: it adds up, and its stored form is read back."""

import pytest

from freshbars.store.fingerprint import Fingerprint, summed


@pytest.mark.parametrize("one", [Fingerprint(), Fingerprint(3, -17), Fingerprint(12, 2**70 + 1)])
def test_the_stored_form_is_read_back(one):
    assert Fingerprint.read(str(one)) == one


@pytest.mark.parametrize("text", ["", "3", "a:b", "1:2:3", "-1:2", "1: 2"])
def test_any_other_text_is_no_fingerprint(text):
    assert Fingerprint.read(text) is None


def test_parts_add_up():
    parts = [Fingerprint(1, 5), Fingerprint(2, -8), Fingerprint(0, 11)]
    assert summed(parts) == parts[0] + parts[1] + parts[2] == Fingerprint(3, 8)
    assert Fingerprint(1, -1).short == "f" * 16
