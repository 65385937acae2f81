"""The configuration: what is refused and how, and that the shipped file says what the code does."""

from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from freshbars.compute.families import BAR_FAMILIES
from freshbars.config import KEYS, Key, load, parse_ids, validate
from freshbars.errors import UserError

SHIPPED = Path(__file__).parents[2] / "config.yaml"


def leaves(keys=KEYS, path=()):
    for name, key in keys.items():
        if isinstance(key, Key):
            yield (*path, name), key
        else:
            yield from leaves(key, (*path, name))


def test_the_shipped_file_holds_every_key_with_its_default_and_its_meaning():
    text = SHIPPED.read_text()
    flowing = " ".join(line.strip().removeprefix("# ") for line in text.splitlines())
    given = yaml.safe_load(text)
    for path, key in leaves():
        value = given
        for name in path:
            value = value[name]
        if path != ("as_of",):
            assert value == key.default, path
        assert key.doc in flowing, path
    validate(given)


def test_the_shipped_defaults_are_the_documented_ones():
    config = validate({})
    assert [t.label for t in config.bars.multi_tf] == [
        f"{n}D" for n in (2, 3, 5, 7, 10, 14, 21, 28, 30, 60, 90, 180, 365)
    ]
    assert config.emas.periods == (9, 10, 21, 50, 100, 200)
    assert len(config.bars.cal_iso) == 17
    labels = [t.label for name in BAR_FAMILIES for t in getattr(config.bars, name)]
    assert len(labels) == len(set(labels)), "what two families share, months and years, is computed once"
    assert len(config.bars.cal_anchor_iso) == 15


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"idz": 1}, "unknown key idz"),
        (
            {"source": {"kid": "table"}},
            "unknown key source.kid; source has the keys kind, exports, assets, exclusions, confirmed, table",
        ),
        ({"source": {"kind": "csv"}}, "source.kind must be one of exports, table, not 'csv'"),
        ({"source": "exports"}, "source must hold kind, exports, assets, exclusions, confirmed, table"),
        ({"ids": "1,x"}, "ids must be all or asset ids such as 1,52,825, not '1,x'"),
        ({"ids": []}, "ids must be all or asset ids"),
        ({"ids": [1.5]}, "ids must be all or asset ids"),
        ({"ids": True}, "ids must be all or asset ids"),
        ({"staleness_hours": 0}, "staleness_hours must be a number above 0, not 0"),
        ({"staleness_hours": "nan"}, "staleness_hours must be a number above 0"),
        ({"skip_stale_check": "yes please"}, "skip_stale_check must be true or false"),
        ({"as_of": "yesterday"}, "as_of must be an instant such as 2026-03-10T06:00:00Z"),
        ({"as_of": "2026-03-10T06:00:00"}, "as_of must name its time zone"),
        ({"timezone": "Mars/Olympus"}, "timezone must be a time zone such as UTC"),
        ({"schema": "Robert'); DROP"}, "schema must be a lower-case name"),
        ({"schema": "mySchema"}, "schema must be a lower-case name"),
        ({"source": {"table": "a.b.c"}}, "source.table must be a table or schema.table"),
        ({"bars": {"weekly": ["1W"]}}, "unknown key bars.weekly"),
        ({"bars": {"multi_tf": ["7D", "7D"]}}, "bars.multi_tf names"),
        ({"bars": {"multi_tf": ["1D"]}}, "'1D' bars have a table of their own"),
        ({"bars": {"multi_tf": ["1W_CAL_US"]}}, "'1W_CAL_US' is no timeframe of multi_tf"),
        ({"bars": {"cal_us": ["1W_CAL_ISO"]}}, "'1W_CAL_ISO' is no timeframe of cal_us"),
        ({"bars": {"cal_anchor_us": ["9M_CAL_ANCHOR"]}}, "anchored months must divide the year"),
        ({"emas": {"families": ["v3"]}}, "'v3' is not an EMA family"),
        ({"emas": {"periods": [0]}}, "emas.periods must be a whole number, 1 to 100000, not 0"),
        ({"emas": {"periods": [9, 9]}}, "emas.periods names 9 twice"),
        ({"bars": {"cal_us": []}}, "emas.families names cal_us, but bars.cal_us is empty"),
        ({"rows": "canonical"}, "rows must be all or finished, or {bars: finished, emas: all}, not 'canonical'"),
        ({"rows": {"bars": "finished", "ema": "all"}}, "rows must be all or finished"),
        ({"shards": "many"}, "shards must be a whole number"),
        ({"rebuild": "everything"}, "rebuild must be"),
    ],
)
def test_a_mistake_is_named_with_its_key(given, message):
    with pytest.raises(UserError) as caught:
        validate(given)
    lines = str(caught.value).splitlines()
    assert [line for line in lines if line.startswith("configuration: ") and message in line], lines


def test_every_mistake_is_named_at_once():
    with pytest.raises(UserError) as caught:
        validate({"shards": 0, "timezone": "X", "what": 1})
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize("given", ["1,52,825", "[1, 52, 825]", [825, 52, 1, 1], ["1", "52", "825"]])
def test_ids_as_people_write_them(given):
    assert parse_ids(given) == (1, 52, 825)


def test_what_the_command_line_gives_is_understood():
    config = validate({"ids": 52, "as_of": "2026-03-10T06:00:00Z", "refresh_bars": "false", "rebuild": "all"})
    assert config.ids == (52,)
    assert config.as_of == datetime(2026, 3, 10, 6, tzinfo=UTC)
    assert config.refresh_bars is False
    assert config.rebuild == "all"


def test_the_configuration_survives_the_way_to_the_builders(monkeypatch):
    config = validate(yaml.safe_load(SHIPPED.read_text()) | {"ids": [7]})
    monkeypatch.setenv("FRESHBARS_CONFIG", config.raw)
    again = load()
    assert vars(again) == vars(config)


def test_the_configuration_has_an_attribute_for_every_key_and_no_other():
    def names(given):
        return {field.name for field in fields(given)}

    config = validate({})
    assert names(config) - {"raw"} == set(KEYS)
    sections = {name for name, key in KEYS.items() if not isinstance(key, Key)}
    for name in sections:
        assert names(getattr(config, name)) == set(KEYS[name]), name
    assert {name for name in KEYS if is_dataclass(getattr(config, name))} == sections


def test_what_was_checked_stays_as_it_is():
    config = validate({})
    with pytest.raises(FrozenInstanceError):
        config.schema = "another"
    with pytest.raises(FrozenInstanceError):
        config.source.kind = "table"


def test_every_bar_family_has_a_list():
    assert set(vars(validate({}).bars)) == set(BAR_FAMILIES)
