"""Does the code keep the shape that the house promises, where import contracts cannot see it?"""

import importlib
import inspect
import pkgutil
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver

import samsyn
from samsyn.actionplans import rules as action_plan_rules
from samsyn.agreements import rules as agreement_rules
from samsyn.cases import rules as case_rules
from samsyn.deviations import rules as deviation_rules
from samsyn.followup import rules as followup_rules
from samsyn.governance import rules as governance_rules
from samsyn.patterns import rules as pattern_rules
from samsyn.plans import rules as plan_rules
from samsyn.retention import rules as retention_rules

SOURCE = Path(samsyn.__file__).parent
HOME = SOURCE.parents[1]
ORDER = [
    "foundation", "limits", "audit", "laws", "regions", "accounts", "organisations", "access",
    "responsibilities", "children", "consents", "releases", "cases", "plans", "attachments",
    "deviations", "indicators", "agreements", "governance", "participation", "actionplans",
    "patterns", "followup", "retention", "logreview", "administration", "family",
    "provisioning",
]  # fmt: skip
NAMES = {
    "urls", "views", "forms", "documents", "operations", "queries", "access", "models", "rules",
    "apps", "migrations", "management", "templatetags", "templates", "static", "__init__",
    "__pycache__",
}  # fmt: skip
OPEN = {
    "home", "about", "accessibility", "alive", "security_txt", "set_language", "choose_assignment", "log_out",
    "log_in", "ask", "matrix", "open_arenas", "open_calendar", "open_calendar_feed",
    "open_minutes_feed", "open_arena", "open_minutes", "open_agreements", "open_agreement",
    "open_plans", "open_plan", "open_reports", "open_report", "open_reports_feed", "open_data",
    "open_catalogue", "open_schema", "open_dataset", "oidc_start", "oidc_answer", "oidc_ended",
    "oidc_farewell", "oidc_keys", "saml_start", "saml_answer", "saml_continue", "saml_metadata",
}  # fmt: skip


def views():
    def inside(patterns):
        for entry in patterns:
            if isinstance(entry, URLPattern):
                yield entry
            else:
                yield from inside(entry.url_patterns)

    return list(inside(get_resolver().url_patterns))


@pytest.mark.parametrize("entry", views(), ids=lambda e: str(e.name))
def test_every_view_states_what_it_asks_for(entry):
    requirement = getattr(entry.callback, "requirement", None)
    assert requirement is not None, f"{entry.name} states no requirement"
    if requirement == "open":
        assert entry.name in OPEN, f"{entry.name} is open but not on the list of open pages"
    if requirement == "provisioning":
        where = entry.callback.__module__
        assert where.startswith("samsyn.provisioning."), f"{entry.name} asks for a token in {where}"


DOMAIN = [
    "children", "consents", "releases", "cases", "plans", "attachments", "deviations",
    "indicators", "agreements", "governance", "participation", "actionplans", "patterns",
    "followup", "retention", "logreview", "administration", "family",
]  # fmt: skip


@pytest.mark.parametrize("package", DOMAIN)
def test_a_domain_package_holds_only_the_agreed_names(package):
    found = {path.stem for path in (SOURCE / package).iterdir()}
    assert found <= NAMES


def test_every_public_function_of_an_operations_module_is_an_operation():
    for package in ["organisations", "provisioning", *DOMAIN]:
        module = importlib.import_module(f"samsyn.{package}.operations")
        names = getattr(module, "__all__", None) or [
            name
            for name, thing in inspect.getmembers(module, inspect.isfunction)
            if thing.__module__ == module.__name__ and not name.startswith("_")
        ]
        for name in names:
            thing = getattr(module, name)
            if inspect.isfunction(thing):
                assert getattr(thing, "is_operation", False), f"{package}.{name} is no operation"


@pytest.mark.parametrize(
    ("lifecycle", "states"),
    [
        (case_rules.LIFECYCLE, case_rules.State),
        (plan_rules.LIFECYCLE, plan_rules.State),
        (agreement_rules.LIFECYCLE, agreement_rules.State),
        (governance_rules.MATTER, governance_rules.MatterState),
        (governance_rules.MEETING, governance_rules.MeetingState),
        (action_plan_rules.LIFECYCLE, action_plan_rules.State),
        (followup_rules.REPORT, followup_rules.ReportState),
        (followup_rules.MEASURE, followup_rules.MeasureState),
        (deviation_rules.LIFECYCLE, deviation_rules.State),
        (pattern_rules.LIFECYCLE, pattern_rules.State),
        (retention_rules.LIFECYCLE, retention_rules.State),
    ],
    ids=[
        "case",
        "plan",
        "agreement",
        "matter",
        "meeting",
        "action plan",
        "report",
        "audit measure",
        "deviation",
        "pattern",
        "retention",
    ],
)
def test_every_state_has_an_owner_a_label_and_a_way_in(lifecycle, states):
    reached = {lifecycle.first} | set(lifecycle.moves.values())
    for state in states:
        assert lifecycle.owners[state]
        assert state.sv and state.en
        assert state in reached
    ends = {s for s in states if not any(start is s for start, _a in lifecycle.moves)}
    assert all(lifecycle.owners[s] == "nobody" for s in ends)


def test_foreign_keys_point_downwards():
    for model in apps.get_models():
        if not model.__module__.startswith("samsyn."):
            continue
        here = ORDER.index(model.__module__.split(".")[1])
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if field.concrete and target is not None and target.__module__.startswith("samsyn."):
                assert ORDER.index(target.__module__.split(".")[1]) <= here, f"{model} → {target}"


def test_every_template_is_used():
    written = "".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".html"}
    )
    django_own = {"404.html", "403.html", "500.html", "400.html", "403_csrf.html"}
    for template in SOURCE.rglob("templates/**/*.html"):
        name = str(template).split("/templates/")[1]
        assert name in django_own or f'"{name}"' in written or f"'{name}'" in written, name


def test_templates_hold_no_inline_script_or_style():
    for template in SOURCE.rglob("templates/**/*.html"):
        if template.name == "plan_document.html":
            continue
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", text), template


def test_no_module_has_a_forbidden_name():
    for info in pkgutil.walk_packages([str(SOURCE)], "samsyn."):
        last = info.name.rsplit(".", 1)[-1]
        assert last not in {"utils", "helpers", "services", "common", "core"}, info.name


def test_no_tracked_file_names_a_registry_or_a_machine():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    places = re.compile(
        "py" + r"pi\.org|python" + r"hosted\.org|registry\.npm" + r"js|deb\.deb" + r"ian\.org"
    )
    for name in filter(None, tracked):
        path = HOME / name
        if path.suffix in {".png", ".pdf", ".woff2"} or not path.is_file():
            continue
        assert not places.search(path.read_text(encoding="utf-8", errors="ignore")), name


def test_dependencies_have_their_reason():
    lines = (HOME / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    for line in lines[start + 1 : lines.index("]", start)]:
        assert re.search(r'",\s+# \w+', line), line
