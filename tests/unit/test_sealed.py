"""Sealed values: what was damaged, or belongs to something else, is not used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshbars.store import sealed_state
from freshbars.store.sealed_state import seal, unseal
from freshbars.store.series_state import SeriesState
from oracle import tries

STATE = SeriesState("0f" * 16, "bars 1 in UTC", ("2D", "7D"), (0,), 8 * 10**17, 123)
PAYLOADS = st.binary(max_size=300)


@given(payload=PAYLOADS)
@tries(50)
def test_what_was_sealed_comes_back(payload):
    whole = seal(payload, *STATE.about(1))
    assert unseal(whole, *STATE.about(1)) == payload
    # As a database driver hands it over.
    assert unseal(memoryview(whole), *STATE.about(1)) == payload


@given(payload=PAYLOADS, data=st.data())
@tries(200)
def test_any_changed_bit_and_any_missing_or_additional_byte_is_noticed(payload, data):
    whole, about = seal(payload, *STATE.about(1)), STATE.about(1)
    bit = data.draw(st.integers(0, 8 * len(whole) - 1))
    damaged = bytearray(whole)
    damaged[bit // 8] ^= 1 << bit % 8
    assert unseal(bytes(damaged), *about) is None
    assert unseal(whole[: data.draw(st.integers(0, len(whole) - 1))], *about) is None
    assert unseal(whole[data.draw(st.integers(1, len(whole))) :], *about) is None
    assert unseal(whole + data.draw(st.binary(min_size=1, max_size=9)), *about) is None


def test_nothing_is_nothing():
    assert unseal(None, *STATE.about(1)) is None
    assert unseal(b"", *STATE.about(1)) is None


@pytest.mark.parametrize(
    "about",
    [
        STATE.about(2),
        SeriesState("1f" * 16, *STATE.about(1)[2:]).about(1),
        SeriesState(STATE.built_from, "bars 2 in UTC", *STATE.about(1)[3:]).about(1),
        SeriesState(STATE.built_from, STATE.version, ("2D", "7D", "30D"), *STATE.about(1)[4:]).about(1),
        SeriesState(STATE.built_from, STATE.version, ("7D", "2D"), *STATE.about(1)[4:]).about(1),
        SeriesState(STATE.built_from, STATE.version, ("2D,7D",), *STATE.about(1)[4:]).about(1),
        SeriesState(STATE.built_from, STATE.version, STATE.tfs, (0, 1), *STATE.about(1)[5:]).about(1),
        SeriesState(STATE.built_from, STATE.version, STATE.tfs, STATE.periods, STATE.last_ts + 1, 123).about(1),
        SeriesState(STATE.built_from, STATE.version, STATE.tfs, STATE.periods, STATE.last_ts, 124).about(1),
        (),
    ],
    ids=[
        "asset", "daily bars", "version", "one timeframe more", "order", "a label of two", "periods", "newest day",
        "rows", "nothing",
    ],
)  # fmt: skip
def test_what_belongs_to_something_else_is_not_used(about):
    whole = seal(b"a state", *STATE.about(1))
    assert about != STATE.about(1)
    assert unseal(whole, *about) is None


def test_a_row_version_is_none_of_the_things_that_a_state_belongs_to():
    other = SeriesState(*STATE.about(1)[1:], row_version="7")
    assert unseal(seal(b"a state", *STATE.about(1)), *other.about(1)) == b"a state"


def test_another_layout_is_not_read(monkeypatch):
    whole = seal(b"a state", *STATE.about(1))
    monkeypatch.setattr(sealed_state, "LAYOUT", sealed_state.LAYOUT + 1)
    assert unseal(whole, *STATE.about(1)) is None
