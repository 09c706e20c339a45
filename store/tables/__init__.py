"""What is remembered, as tables. Every one carries `school_id`, and every query is scoped by it."""

from store.tables.base import metadata
from store.tables.calendars import calendar_feeds
from store.tables.commitments import commitments, due_dates, events
from store.tables.digests import digest_notes, needs
from store.tables.notices import notice_subjects, notices
from store.tables.partners import (
    activities,
    contacts,
    gains,
    ideas,
    objectives,
    partners,
    readings,
    referrals,
    weekly_proposals,
)
from store.tables.requests import answers, inbounds, remarks, requests, resources, thanks
from store.tables.schools import closures, earlier_calendars, homes, open_days, people, schools

__all__ = [
    "activities",
    "answers",
    "calendar_feeds",
    "closures",
    "commitments",
    "contacts",
    "digest_notes",
    "due_dates",
    "earlier_calendars",
    "events",
    "gains",
    "homes",
    "ideas",
    "inbounds",
    "metadata",
    "needs",
    "notice_subjects",
    "notices",
    "objectives",
    "open_days",
    "partners",
    "people",
    "readings",
    "referrals",
    "remarks",
    "requests",
    "resources",
    "schools",
    "thanks",
    "weekly_proposals",
]
