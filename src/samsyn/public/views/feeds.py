"""Atom feeds of minutes and follow-ups, for those who want to know when something is new."""

import datetime as dt

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from samsyn.foundation import clock, dates
from samsyn.public.queries.counties import county_name
from samsyn.public.queries.meetings import start_of
from samsyn.public.queries.minutes import MinutesLine, latest_minutes
from samsyn.public.queries.reports import ReportLine, latest_reports
from samsyn.public.site import county_or_404, open_file
from samsyn.regions.schema import Region


class DayFeed(Atom1Feed):
    """Atom; an empty feed is as old as the day, so that it stays the same within it."""

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else start_of(clock.today())


class CountyFeed(Feed):
    """A feed of one county, named in the address."""

    feed_type = DayFeed
    language = "sv"

    def get_object(self, _request: HttpRequest, region: str) -> Region:
        """The county."""
        return county_or_404(region)


class MinutesFeed(CountyFeed):
    """Minutes that have been published."""

    def title(self, here: Region) -> str:
        return _("Protokoll, %(county)s") % {"county": county_name(here)}

    def link(self, here: Region) -> str:
        return f"{reverse('public:open_arenas')}?lan={here.code}"

    def items(self, here: Region) -> list[MinutesLine]:
        return latest_minutes(here)

    def item_title(self, item: MinutesLine) -> str:
        return f"{item.title}, {dates.day(item.starts_at)}"

    def item_description(self, item: MinutesLine) -> str:
        return "\n".join(item.decisions)

    def item_link(self, item: MinutesLine) -> str:
        return reverse("public:open_minutes", args=[item.id])

    def item_guid(self, item: MinutesLine) -> str:
        return f"urn:uuid:{item.id}"

    def item_pubdate(self, item: MinutesLine) -> dt.datetime:
        return item.published_at

    def item_updateddate(self, item: MinutesLine) -> dt.datetime:
        """A correction makes it new again."""
        return max(item.published_at, start_of(item.changed_on))


class ReportsFeed(CountyFeed):
    """Follow-ups that have been published."""

    def title(self, here: Region) -> str:
        return _("Uppföljning, %(county)s") % {"county": county_name(here)}

    def link(self, here: Region) -> str:
        return f"{reverse('public:open_reports')}?lan={here.code}"

    def items(self, here: Region) -> list[ReportLine]:
        return latest_reports(here)

    def item_title(self, item: ReportLine) -> str:
        return item.title

    def item_description(self, item: ReportLine) -> str:
        return f"{item.arena}, {dates.day(item.period_from)}–{dates.day(item.period_to)}"

    def item_link(self, item: ReportLine) -> str:
        return reverse("public:open_report", args=[item.id])

    def item_guid(self, item: ReportLine) -> str:
        return f"urn:uuid:{item.id}"

    def item_pubdate(self, item: ReportLine) -> dt.datetime:
        return item.published_at


minutes_feed = open_file(MinutesFeed())
reports_feed = open_file(ReportsFeed())
