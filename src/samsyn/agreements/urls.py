"""Where does one find agreements, their versions and who has adopted them?"""

from django.urls import path

from samsyn.agreements.views import deciding, lasting, pages, training, writing

app_name = "agreements"
AGREEMENT = "overenskommelser/<uuid:agreement_id>/"
VERSION = "versioner/<uuid:version_id>/"
urlpatterns = [
    path("overenskommelser/", pages.index, name="list"),
    path("overenskommelser/ny/", writing.new, name="new"),
    path(AGREEMENT, pages.show, name="show"),
    path(f"{AGREEMENT}andra/", writing.change, name="change"),
    path(f"{AGREEMENT}ny-version/", writing.new_version, name="new_version"),
    path(f"{AGREEMENT}lasning/", training.reading, name="reading"),
    path(f"{AGREEMENT}tackning/", pages.coverage, name="coverage"),
    path(VERSION, pages.version, name="version"),
    path(f"{VERSION}overenskommelse.pdf", pages.pdf, name="pdf"),
    path(f"{VERSION}skriv/", writing.edit, name="edit"),
    path(f"{VERSION}jamfor/<uuid:other_id>/", pages.compare, name="compare"),
    path(f"{VERSION}remiss/", writing.refer, name="refer"),
    path(f"{VERSION}omarbeta/", writing.rework, name="rework"),
    path(f"{VERSION}prova/", writing.try_changes, name="try_changes"),
    path(f"{VERSION}arena/", deciding.arena, name="arena"),
    path(f"{VERSION}till-parten/", deciding.put_forward, name="put_forward"),
    path(f"{VERSION}behandla/", deciding.treat, name="treat"),
    path(f"{VERSION}signera/", deciding.sign, name="sign"),
    path(f"{VERSION}paminn/", deciding.remind, name="remind"),
    path(f"{VERSION}gallande/", lasting.enter, name="enter"),
    path(f"{VERSION}uppfoljning/", lasting.review, name="review"),
    path(f"{VERSION}upphor/", lasting.end, name="end"),
    path(f"{VERSION}aterta/", lasting.withdraw, name="withdraw"),
]
