"""Addresses of OGC API - Features, as the standard lays them out below the landing page."""

from django.urls import path

from directory.api.ogc import views

app_name = "ogc"

urlpatterns = [
    path("", views.landing, name="landing"),
    path("api", views.api, name="api"),
    path("conformance", views.conformance, name="conformance"),
    path("collections", views.collections, name="collections"),
    path("collections/<str:name>", views.collection, name="collection"),
    path("collections/<str:name>/schema", views.schema, name="schema"),
    path("collections/<str:name>/items", views.items, name="items"),
    path("collections/<str:name>/items/<str:slug>", views.item, name="item"),
]
