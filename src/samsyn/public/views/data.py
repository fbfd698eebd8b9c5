"""Open data: a page in words, the catalogue for harvesters, and the files."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.foundation import clock
from samsyn.public.queries.catalogue import catalogue
from samsyn.public.queries.counties import county
from samsyn.public.queries.data import as_csv, as_json, as_schema
from samsyn.public.queries.datasets import BY_KEY, DATASETS, Dataset
from samsyn.public.site import county_of, county_or_404, open_file, open_site
from samsyn.regions import available_regions, region

CATALOGUE_FORMATS = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "rdf": ("pretty-xml", "application/rdf+xml; charset=utf-8"),
    "jsonld": ("json-ld", "application/ld+json; charset=utf-8"),
}


@open_site
def data(request: HttpRequest) -> HttpResponse:
    """What there is, in words, with links to the files of a county."""
    context = {"county": county(county_of(request)), "datasets": DATASETS, "contact": _contact()}
    return render(request, "public/data.html", context)


@open_file
def catalogue_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The catalogue in one of RDF's spellings."""
    if ending not in CATALOGUE_FORMATS:
        raise Http404
    spelling, media_type = CATALOGUE_FORMATS[ending]
    graph = catalogue(
        _base(request),
        region(settings.SAMSYN_DEFAULT_REGION),
        [region(code) for code in available_regions()],
        DATASETS,
        contact=_contact(),
        on=clock.today(),
    )
    return HttpResponse(graph.serialize(format=spelling), content_type=media_type)


@open_file
def dataset_file(request: HttpRequest, county: str, key: str, ending: str) -> HttpResponse:
    """A data set of a county as JSON or CSV."""
    here, dataset, today = county_or_404(county), _dataset_or_404(key), clock.today()
    if ending == "json":
        schema = f"{_base(request)}/data/schema/{key}.json"
        text = as_json(dataset, here, today, schema=schema)
        return HttpResponse(text, content_type="application/json; charset=utf-8")
    if ending != "csv":
        raise Http404
    return HttpResponse(
        as_csv(dataset, here, today),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{county}-{key}.csv"'},
    )


@open_file
def schema_file(request: HttpRequest, key: str) -> HttpResponse:
    """The JSON Schema of a data set."""
    text = as_schema(_dataset_or_404(key), address=request.build_absolute_uri(request.path))
    return HttpResponse(text, content_type="application/schema+json; charset=utf-8")


def _dataset_or_404(key: str) -> Dataset:
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _contact() -> str:
    return str(settings.SAMSYN_CONTACT_EMAIL)
