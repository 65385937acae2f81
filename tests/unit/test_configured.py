"""Formats that the configuration describes are as good as built-in ones."""

from pathlib import Path

import numpy as np
import pytest
from test_formats import said
from vendors import BOTH, GOLDEN, NO_VOLUME

from freshbars.compute.instants import DAY_US
from freshbars.config import validate
from freshbars.errors import UserError
from freshbars.inputs.described_formats import formats_of
from pricefiles.errors import FileError
from pricefiles.file_names import readings
from pricefiles.reading import read as read_file

GERMAN = {"date": "Tag", "open": "Erster", "high": "Hoch", "low": "Tief", "close": "Schluss"}


def read(text: str, **given):
    config = validate({"source": {"formats": [{"name": "broker", **given}]}})
    return read_file(Path("BTC.csv"), text.encode(), formats=formats_of(config)).only


def test_a_described_format_is_read_with_its_decimal_sign_delimiter_and_dates():
    text = "Tag;Stück;Erster;Hoch;Tief;Schluss;Bemerkung\n28.02.2024;1.500;10,5;12,25;9,75;11;\n"
    text += "29.02.2024;2.500,0;11;11,5;10,125;10,25;x"
    export = read(text, columns=GERMAN | {"volume": "Stück"}, date="%d.%m.%Y", delimiter=";", decimal=",")
    assert said(export) == BOTH
    assert (export.series.stored, export.placed) == ("broker//", "UTC")
    assert said(read(text, columns=GERMAN, date="dmy", decimal=",")) == NO_VOLUME
    assert said(read(text.replace(";", "|"), columns=GERMAN, delimiter="|", decimal=",")) == NO_VOLUME
    with pytest.raises(FileError, match="line 3: column Schluss holds '10,25'"):
        read(text.replace(",25;9,75", ".25;9.75").replace("10,5", "10.5").replace("11,5", "11.5"), columns=GERMAN)


def test_a_described_format_may_have_no_header():
    text = "20240228,x,10.5,12.25,9.75,11,1500,0\n20240229,x,11,11.5,10.125,10.25,2500,0"
    columns = {"date": 1, "open": 3, "high": 4, "low": 5, "close": 6, "volume": 7}
    assert said(read(text, columns=columns, date="compact", width=8)) == BOTH
    with pytest.raises(FileError, match="is not an export"):
        read(text, columns=columns, date="compact")


def test_zone_and_volume_say_what_days_and_zeros_mean():
    text = "Tag,Erster,Hoch,Tief,Schluss,V\n2024-02-28,1,1,1,1,0"
    given = {"columns": GERMAN | {"volume": "V"}, "zone": "Asia/Tokyo"}
    export = read(text, **given)
    assert export.rows["volume"].tolist() == [0]
    assert (export.rows["timeopen"] % DAY_US).tolist() == [15 * DAY_US // 24]
    assert np.isnan(read(text, **given, volume="zero_unknown").rows["volume"]).all()


def test_a_described_format_comes_before_the_built_in_ones():
    columns = {"date": "date", "open": "Adj Close", "high": "high", "low": "low", "close": "close"}
    export = read(GOLDEN["yahoo"].data.decode().replace(",5.5,", ",10.5,"), columns=columns)
    assert (export.series.vendor, export.rows["open"].tolist()[0]) == ("broker", 10.5)


def test_words_for_an_empty_cell_can_be_listed():
    text = "Tag,Erster,Hoch,Tief,Schluss,V\n2024-02-28,10.5,12.25,9.75,11,#N/A N/A\n2024-02-29,11,11.5,10.125,10.25, kein Wert "
    columns = GERMAN | {"volume": "V"}
    with pytest.raises(FileError, match=r"line 2: column V holds '#N/A N/A'.*under missing in source\.formats"):
        read(text, columns=columns)
    assert said(read(text, columns=columns, missing=["#N/A N/A", "Kein Wert"])) == NO_VOLUME


def test_a_described_format_says_what_is_around_a_symbol():
    config = validate({"source": {"formats": [{"name": "x", "columns": GERMAN, "files": ["kurse.<label>.aktie"]}]}})
    [format_] = formats_of(config)
    labels = [reading.label for reading in readings("kurse.SAP.aktie.csv", format_)]
    assert labels == ["kurse.SAP.aktie", "SAP"]
    assert [r.label for r in readings("SAP_daily.csv", format_)] == ["SAP_daily", "SAP"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "entry 1 must have a name and columns"),
        ({"name": "x", "columns": {"date": "d"}}, "entry 1, columns lacks open, high, low, close"),
        ({"name": "x", "columns": {"datum": "d"}}, "columns must map date, open"),
        ({"name": "x", "columns": GERMAN | {"open": 3}}, "all be names of columns, or all numbers"),
        ({"name": "x", "columns": GERMAN | {"open": "Hoch"}}, "names a column twice"),
        ({"name": "a/b", "columns": GERMAN}, "name must be a name without special signs"),
        ({"name": "x", "columns": GERMAN, "date": "american"}, "date must be one of auto, iso"),
        ({"name": "x", "columns": GERMAN, "decimal": ";"}, "decimal must be one of"),
        ({"name": "x", "columns": GERMAN, "zone": "Mars"}, "zone must be a time zone"),
        ({"name": "x", "columns": GERMAN, "missing": "-"}, "missing must be a list of words"),
        ({"name": "x", "columns": GERMAN, "files": ["a"]}, "files must each hold <label>"),
        ({"name": "x", "columns": GERMAN, "colour": "red"}, "unknown key colour; a format knows name, columns"),
    ],
)
def test_a_wrong_description_is_a_sentence(given, message):
    with pytest.raises(UserError, match=rf"^configuration: source\.formats .*{message}"):
        validate({"source": {"formats": [given]}})
    with pytest.raises(UserError, match=r"source\.formats must be a list"):
        validate({"source": {"formats": "yahoo"}})
