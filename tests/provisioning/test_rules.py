"""What looks like a personnummer, and as what may a log-in know a userName?"""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.accounts.rules import looks_like_personal_number
from samsyn.provisioning.rules import outside_kind, read_bound
from tests.world import published_numbers


@given(st.sampled_from(published_numbers()), st.sampled_from(["", "-", " ", "+"]))
def test_a_number_is_seen_however_it_is_written(number, mark):
    digits = "".join(c for c in number if c.isdigit())
    for text in (digits[:8] + mark + digits[8:], digits[2:8] + mark + digits[8:]):
        assert looks_like_personal_number(text)
        assert looks_like_personal_number(f"anv-{text}@kommun.example")


@given(st.uuids())
def test_an_id_is_no_number(value: uuid.UUID):
    assert not looks_like_personal_number(str(value))
    assert not looks_like_personal_number(f"https://x.example/scim/v2/Users/{value}")


@pytest.mark.parametrize(
    "text",
    ["kim.testsson@kommun.example", "SE2321000016-1003", "SE165565594230-1000", "2", "",
     "20269901-1234", "990000-1234", "1234567890123456"],
)  # fmt: skip
def test_other_names_are_not(text):
    assert not looks_like_personal_number(text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SE2321000016-1003", "hsa_id"),
        ("SE165565594230-1000", "hsa_id"),
        ("SE16556559423-1000", ""),
        ("kim@kommun.example", "eppn"),
        ("kim", ""),
        ("kim@kommun", ""),
    ],
)
def test_what_a_log_in_may_know(name, kind):
    assert outside_kind(name) == kind


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Kommun.example", "kommun.example"),
        ("se2321000016", "SE2321000016"),
        ("SE165565594230-", "SE165565594230"),
        ("kommun", ""),
        ("kim@kommun.example", ""),
        ("SE23210000", ""),
        ("a." * 70 + "example", ""),
    ],
)
def test_what_a_client_may_be_bound_to(text, bound):
    assert read_bound(text) == bound


@pytest.mark.parametrize(
    ("text", "is_like"),
    [
        ("SE2321000016-1A2B", False),
        ("AA5001011234-A", True),  # no organisation has such a number
        ("SE2321000016-5001011234", True),
        ("990000-K123", True),
        ("20269901-1234", True),
        ("m-ghij", False),
    ],
)
def test_a_reserve_number_is_seen_where_it_is_asked_for(text, is_like):
    assert looks_like_personal_number(text, or_reserve=True) is is_like
