"""Exports read back: the table by an independent reader, with Welsh letters whole and nothing that a spreadsheet would calculate."""

import csv
import io
import json

import pytest


def table(service, query):
    status, headers, body = service.get(f"/api/v1/export.csv{query}")
    assert (status, headers.get_content_type()) == (200, "text/csv")
    assert body.startswith(b"\xef\xbb\xbf"), "a spreadsheet must see that it is UTF-8"
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("columns", ["short", "full"])
@pytest.mark.parametrize("lang", ["en", "cy"])
def check_the_table_reads_back_as_what_the_api_says(invented, columns, lang):
    rows = table(invented, f"?lang={lang}&columns={columns}")
    whole = json.loads(invented.get(f"/api/v1/export.json?lang={lang}")[2])["opportunities"]
    assert [row["id"] for row in rows] == [one["id"] for one in whole] and len(rows) > 280
    for row, one in zip(rows, whole):
        assert None not in row and None not in row.values(), "every row has every column"
        assert row["title"].lstrip("'") == one["title"]
        assert row["funder"] == one["funder"]["name"]
        assert row["status"] == one["status"]["state"]
        assert row["closes"] == (one["status"]["closes"] or "")
        if columns == "full":
            assert row["details"].lstrip("'") == one["details"]
            assert row["nations"].split() == one["nations"]


def check_welsh_letters_are_whole(invented):
    rows = table(invented, "?lang=cy&funder=hcrw")
    assert any(row["title"].endswith("â choma, ŵ ac ŷ") for row in rows)


@pytest.mark.parametrize("lang", ["en", "cy"])
def check_no_cell_is_a_formula(invented, lang):
    for row in table(invented, f"?lang={lang}&columns=full"):
        for name, cell in row.items():
            assert not cell.lstrip(" \u00a0").startswith(tuple("=+-@\t\r\n＝＋－＠")), (row["id"], name, cell)


def check_lines_hold_what_the_json_holds(invented):
    status, headers, body = invented.get("/api/v1/export.ndjson?q=audiology")
    assert (status, headers.get_content_type()) == (200, "application/x-ndjson")
    whole = json.loads(invented.get("/api/v1/export.json?q=audiology")[2])["opportunities"]
    assert [json.loads(line) for line in body.decode().splitlines()] == whole
