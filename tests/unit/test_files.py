"""Answers written to files."""

import csv

import pyarrow as pa

from freshbars.reading.files import write


def test_no_text_of_a_csv_file_is_a_formula_to_a_spreadsheet(tmp_path):
    names = ['=HYPERLINK("http://example.org")', "+1", "-1", "@SUM(A1)", "\tx", "Société", None]
    table = pa.table({"name": names, "close": [-1.5] * len(names)})
    write(table.to_reader(), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        read = list(csv.DictReader(file))
    assert [row["name"] for row in read] == [*(f"'{name}" for name in names[:5]), "Société", ""]
    assert {row["close"] for row in read} == {"-1.5"}, "numbers stay numbers"
