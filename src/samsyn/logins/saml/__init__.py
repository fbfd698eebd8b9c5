"""How does a person come in through a SAML identity provider? Sweden Connect, Sambi, school."""
