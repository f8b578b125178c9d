"""The calendar in an independent parser: right local times on both sides of a clock change, and what RFC 5545 and 7986 ask for."""

import datetime
import zoneinfo

import icalendar
import pytest

LONDON = zoneinfo.ZoneInfo("Europe/London")


def events(service, query=""):
    status, headers, body = service.get(f"/feeds/deadlines.ics{query}")
    assert (status, headers.get_content_type()) == (200, "text/calendar")
    assert all(len(line) <= 75 for line in body.split(b"\r\n")), "3.1: lines are folded"
    assert b"\n" not in body.replace(b"\r\n", b""), "3.1: lines end in CRLF"
    calendar = icalendar.Calendar.from_ical(body)
    assert not calendar.errors
    return calendar, calendar.walk("VEVENT")


def starts(found):
    own = [event for event in found if event["UID"].startswith("invented-fellowship")]
    return {str(event["UID"]).split("@")[0]: event.decoded("DTSTART") for event in own}


@pytest.mark.parametrize("query", ["", "?lang=cy", "?funder=hcrw"])
def check_deadlines_are_at_the_right_instant(invented, query):
    found = starts(events(invented, query)[1])
    winter, summer = found["invented-fellowship-2027-03-26"], found["invented-fellowship-2027-04-13"]
    assert winter.astimezone(datetime.timezone.utc).isoformat() == "2027-03-26T16:00:00+00:00"
    assert summer.astimezone(datetime.timezone.utc).isoformat() == "2027-04-13T15:00:00+00:00"
    for moment in (winter, summer):
        assert moment.astimezone(LONDON).strftime("%H:%M") == "16:00"
    assert found["invented-fellowship-2027-12-01"] == datetime.date(2027, 12, 1)


def check_the_zone_in_the_file_is_that_of_the_world(invented):
    calendar, _ = events(invented)
    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    for year in range(2024, 2035):
        for day in range(1, 366):
            moment = datetime.datetime(year, 1, 1, 12) + datetime.timedelta(days=day)
            assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=LONDON).utcoffset(), moment


def check_what_subscribers_and_outlook_need(invented):
    calendar, found = events(invented)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and calendar["METHOD"] == "PUBLISH"
    assert calendar["REFRESH-INTERVAL"].dt == datetime.timedelta(days=1)
    assert calendar["X-PUBLISHED-TTL"] == "P1D"
    uids = [str(event["UID"]) for event in found]
    assert len(set(uids)) == len(uids) and uids
    for event in found:
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "URL", "SEQUENCE", "CATEGORIES"):
            assert name in event, f"{name} is missing"
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["STATUS"] in ("TENTATIVE", "CONFIRMED")
        if not isinstance(event.decoded("DTSTART"), datetime.datetime):
            assert event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(days=1)


def check_welsh_letters_and_signs_survive(invented):
    _, found = events(invented, "?lang=cy")
    summary = next(str(event["SUMMARY"]) for event in found if event["UID"].startswith("invented-fellowship"))
    assert 'Cymrodoriaeth Ddyfeisiedig, "dyfyniad" & <nod>; â choma, ŵ ac ŷ' in summary
