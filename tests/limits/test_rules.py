"""Whose request is it, and when may they ask again?"""

import datetime as dt

import pytest

from samsyn.limits.rules import Limit, address_of, window

AT = dt.datetime(2026, 3, 2, 10, 0, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "who"),
    [
        ("192.0.2.7", "", (), "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", (), "192.0.2.7"),
        ("127.0.0.1", "198.51.100.1", ("127.0.0.1",), "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", ("127.0.0.1",), "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9, 10.0.0.2", ("127.0.0.1", "10.0.0.2"), "203.0.113.9"),
        ("2001:db8:1:2:3::4", "", (), "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "", (), "192.0.2.7"),
        ("", "", (), ""),
        ("127.0.0.1", "198.51.100.1:5555", ("127.0.0.1",), "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9:1, 10.0.0.2:2", ("127.0.0.1", "10.0.0.2"), "203.0.113.9"),
        ("127.0.0.1", "[2001:db8:1:2:3::4]:5", ("127.0.0.1",), "2001:db8:1:2::/64"),
        ("127.0.0.1", "[2001:db8:1:2:3::4]", ("127.0.0.1",), "2001:db8:1:2::/64"),
        ("::1", "203.0.113.9", ("0:0:0:0:0:0:0:1",), "203.0.113.9"),
        ("::ffff:127.0.0.1", "203.0.113.9", ("127.0.0.1",), "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9", (" 127.0.0.1",), "203.0.113.9"),
        ("127.0.0.1", "[2001:db8", ("127.0.0.1",), "2001:db8"),
    ],
)
def test_an_address_is_believed_only_from_a_named_proxy(remote, forwarded, proxies, who):
    assert address_of(remote, forwarded, proxies) == who


def test_stretches_follow_each_other_without_gaps():
    first = window(AT, 60)
    assert first.left(AT) == 53
    after = window(first.ends_at, 60)
    assert after.number == first.number + 1 and after.left(first.ends_at) == 60


def test_a_limit_covers_names_by_pattern_and_only_its_methods():
    limit = Limit("login", ("log_in", "logins:*"), 1, 60, methods=("POST",))
    assert limit.covers("log_in", "POST") and limit.covers("logins:callback", "POST")
    assert not limit.covers("log_in", "GET") and not limit.covers("log_in_again", "POST")
