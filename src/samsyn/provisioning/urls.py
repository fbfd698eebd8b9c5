"""Where does a directory provision? As RFC 7644 names it; no slash at the end."""

from django.urls import path, re_path

from samsyn.provisioning.views import about, groups, people

app_name = "scim"
urlpatterns = [
    path("ServiceProviderConfig", about.service_config, name="config"),
    path("ResourceTypes", about.resource_types, name="resource_types"),
    path("ResourceTypes/<str:name>", about.resource_type, name="resource_type"),
    path("Schemas", about.all_schemas, name="schemas"),
    path("Schemas/<str:name>", about.schema, name="schema"),
    path("Users", people.people, name="people"),
    path("Users/<uuid:person_id>", people.person, name="person"),
    path("Groups", groups.groups, name="groups"),
    path("Groups/<uuid:group_id>", groups.group, name="group"),
    path(".search", about.search, name="search"),
    re_path(r"^(?P<rest>.*)$", about.nothing, name="nothing"),
]
