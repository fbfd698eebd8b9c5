"""Log in through an OpenID Connect provider, after the OIDC Sweden profile."""
