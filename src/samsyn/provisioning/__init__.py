"""How does a party's own directory keep people and assignments right? By SCIM 2.0."""
