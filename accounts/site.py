"""The admin as it is entered: password, then a code where the user has a second factor."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import second_factor, second_step, views


class Site(AdminSite):
    """Every page goes through `has_permission`: its own, and what `admin_view` guards."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and second_factor.suffices(request.user)

    def get_urls(self) -> list:
        return [
            path("login/code/", views.CodeView.as_view(), name="login_code"),
            path("second-factor/", views.second_factor, name="second_factor"),
            # Whoever has not set up what is required yet can still leave.
            path("logout/", self.logout, name="logout"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method == "GET" and super().has_permission(request):
            return self.further(request)
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            **(extra_context or {}),
        }
        if not {REDIRECT_FIELD_NAME} & {*request.GET, *request.POST}:
            context[REDIRECT_FIELD_NAME] = reverse("admin:index")
        request.current_app = self.name
        return views.PasswordView.as_view(extra_context=context)(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        context = {**self.each_context(request), **(extra_context or {})}
        request.current_app = self.name
        return views.NewPasswordView.as_view(extra_context=context)(request)

    def further(self, request: HttpRequest) -> HttpResponse:
        """Lead a user who is logged in to what is still missing, if anything is."""
        if self.has_permission(request):
            return redirect("admin:index")
        name = "admin:second_factor"
        if second_factor.device_of(request.user):
            second_step.begin(request, request.user)
            name = "admin:login_code"
        query = request.GET.urlencode(safe="/")
        return redirect(f"{reverse(name)}?{query}" if query else reverse(name))
