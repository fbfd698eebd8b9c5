"""What looks like a personnummer, and as what may a log-in know a userName?"""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.provisioning.rules import looks_like_personal_number, outside_kind
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
        ("kim@kommun.example", "eppn"),
        ("kim", ""),
        ("kim@kommun", ""),
    ],
)
def test_what_a_log_in_may_know(name, kind):
    assert outside_kind(name) == kind
