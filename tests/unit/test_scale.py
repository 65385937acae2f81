"""Scale and identity of a load, by its closes and the stored ones of the days that both hold."""

import numpy as np
import pytest

from freshbars.plausibility.scale import compare, rounding


def walk(n: int, start: float, seed: int = 0, moves: float = 0.03, digits: int = 4) -> np.ndarray:
    return np.round(start * np.exp(np.cumsum(np.random.default_rng(seed).normal(0, moves, n))), digits)


def factors(stored, stated, **more):
    found = compare(np.arange(len(stored)), stored, stated, **more)
    return [round(one.factor, 4) for one in found.segments], found.foreign


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("factor", [1000, 100, 10, 4, 3, 2, 1.5, 1.1, 0.98, 0.9975, 2 / 3, 0.5, 0.1, 0.01, 1e-4])
def test_one_factor_is_a_rescaling(factor, seed):
    stored = walk(60, 80, seed, digits=6)
    assert factors(stored, np.round(stored * factor, 8)) == ([round(factor, 4)], False)


def test_prices_are_rounded_as_vendors_do():
    stored = walk(30, 250.0, digits=2)
    assert factors(stored, np.round(stored * 0.985, 2)) == ([pytest.approx(0.985, abs=1e-4)], False)
    single = stored.astype("f4").astype("f8")
    assert factors(single, (single * 0.97).astype("f4").astype("f8")) == ([0.97], False)
    # Seven significant digits, from a ten-thousandth to thousands.
    wide = np.array([float(f"{x:.7g}") for x in walk(60, 1.0, 3, 0.6, 12)])
    assert factors(wide, np.array([float(f"{x * 0.9:.7g}") for x in wide])) == ([0.9], False)


def test_rounding_that_allows_no_change_is_no_rescaling():
    stored = walk(30, 0.02, digits=2).clip(0.01)
    assert factors(stored, stored) == ([], False)
    assert factors(np.full(20, 3.0), np.full(20, 3.01)) == ([], False), "3 may have been 3.01 before it was rounded"


def test_two_dividends_are_two_segments_and_newer_days_are_as_they_were():
    stored = walk(60, 150, digits=6)
    stated = stored * np.repeat([0.97, 0.985, 1], 20)
    found = compare(np.arange(60), stored, stated)
    assert [(round(one.factor, 6), one.days, one.n) for one in found.segments] == [
        (0.97, (0, 19), 20),
        (0.985, (20, 39), 20),
    ]


@pytest.mark.parametrize("restated", [[3], [0, 1], [0, 1, 2], [0, 7, 8], list(range(20, 40))])
def test_a_restatement_is_no_rescaling_whatever_its_size(restated):
    stored = walk(60, 150)
    stated = stored.copy()
    stated[restated] *= np.linspace(0.978, 0.986, len(restated))
    assert factors(stored, stated) == ([], False)
    # A piece that holds one of these days only.
    assert factors(stored[restated[:1]], stated[restated[:1]]) == ([], False)


def test_a_day_that_stayed_inside_makes_it_a_restatement():
    stored = walk(60, 150)
    stated = stored * 0.5
    stated[3] = stored[3]
    assert factors(stored, stated)[0] == []


def test_a_day_that_was_restated_besides_hides_no_rescaling():
    stored = walk(60, 150)
    stated = stored * 0.1
    stated[[7, 30]] *= 1.02
    assert factors(stored, stated) == ([0.1], False)


def test_few_days_suffice_for_a_factor_that_no_restatement_has_and_for_adjusted_series():
    stored = walk(3, 150)
    assert factors(stored, stored * 0.98) == ([], False)
    assert factors(stored, stored * 0.98, adjusted=True) == ([0.98], False)
    assert factors(stored, stored / 10) == ([0.1], False)
    assert factors(stored[:1], stored[:1] / 10) == ([], False)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("start", [80.0, 100.0, 0.3, 4000.0])
def test_prices_of_another_asset_are_foreign(start, seed):
    assert factors(walk(40, 80, seed), walk(40, start, seed + 100)) == ([], True)


def test_noise_and_zero_and_negative_closes_are_not_foreign():
    stored = walk(60, 80)
    assert factors(stored, stored * np.exp(np.random.default_rng(1).normal(0, 0.004, 60))) == ([], False)
    stored[:50], stated = 0, walk(60, 3000)
    stated[50:] = -1
    assert factors(stored, stated) == ([], False)


def test_how_a_close_was_rounded_shows_in_its_series():
    assert rounding(np.array([1234.56, 1234.5, 0.25])) == pytest.approx([0.005] * 3, rel=1e-6)
    assert rounding(np.array([12345.67, 0.0001234567])) == pytest.approx([0.005, 5e-11], rel=1e-6)
