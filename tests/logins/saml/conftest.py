"""One identity provider for all tests of this package: keys take a while to make."""

import pytest

from samsyn.logins.saml.provider import metadata
from tests.logins.saml.provider import TestProvider


@pytest.fixture(scope="session")
def idp(tmp_path_factory: pytest.TempPathFactory) -> TestProvider:
    """A provider that has read the metadata that we publish."""
    found = TestProvider(tmp_path_factory.mktemp("saml"))
    found.know(metadata([found.connection()]))
    return found
