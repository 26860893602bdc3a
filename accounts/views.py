"""Pages of the login and of one's own second factor."""

from typing import Any

import django_otp
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.contrib.auth.views import (
    LoginView,
    PasswordChangeView,
    RedirectURLMixin,
    redirect_to_login,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import default_key

from accounts import second_factor as factor
from accounts import second_step
from accounts.forms import BareCodeForm, CodeForm, NewPasswordForm

NEW_KEY = "second_factor_key"


class PasswordView(LoginView):
    template_name = "admin/login.html"
    authentication_form = AdminAuthenticationForm

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if factor.device_of(user) is None:
            return super().form_valid(form)
        second_step.begin(self.request, user)
        return redirect(_with_next(reverse("admin:login_code"), self.get_redirect_url()))


class NewPasswordView(PasswordChangeView):
    form_class = NewPasswordForm
    success_url = reverse_lazy("admin:password_change_done")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class CodeView(RedirectURLMixin, FormView):
    template_name = "accounts/code.html"
    form_class = CodeForm
    next_page = "admin:index"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.user = second_step.who(request)
        if self.user is None:
            return redirect(_with_next(reverse("admin:login"), self.get_redirect_url()))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request, "user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **admin.site.each_context(self.request),
            title=_("Log in: second step"),
            next=self.get_redirect_url(),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        self.user.otp_device = form.device
        second_step.end(self.request)
        self.request.session.pop(NEW_KEY, None)
        login(self.request, self.user)
        if isinstance(form.device, StaticDevice):
            messages.warning(self.request, _codes_left(factor.recovery_codes_left(self.user)))
        return redirect(self.get_success_url())


@never_cache
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up one's own second factor, or replace or remove it, which asks for a code of it."""
    user: Any = request.user
    device = factor.device_of(user) if user.is_active and user.is_staff else None
    if not (user.is_active and user.is_staff) or (device and not factor.suffices(user)):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if device is None or NEW_KEY in request.session:
        return _set_up(request)
    form = CodeForm(request, user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        match request.POST.get("action"):
            case "replace":
                request.session[NEW_KEY] = default_key()
                return redirect("admin:second_factor")
            case "codes":
                return _show_codes(request, factor.new_recovery_codes(user))
            case "remove" if not factor.is_required():
                factor.remove(user)
                messages.success(request, _("Your second factor was removed."))
                return redirect("admin:second_factor")
        form.add_error(None, _("Choose what to do with your second factor."))
    context = {
        "form": form,
        "device": device,
        "codes_left": factor.recovery_codes_left(user),
        "required": factor.is_required(),
    }
    return _page(request, "accounts/second_factor.html", _("Your second factor"), context)


def _set_up(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if request.method == "POST" and "cancel" in request.POST:
        request.session.pop(NEW_KEY, None)
        return redirect("admin:second_factor")
    key = request.session.setdefault(NEW_KEY, default_key())
    form = BareCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if made := factor.set_up(user, key, form.cleaned_data["code"]):
            device, codes = made
            del request.session[NEW_KEY]
            request.session.cycle_key()
            django_otp.login(request, device)
            return _show_codes(request, codes)
        form.add_error("code", _("This code does not fit. Enter the one that the app shows now."))
    candidate = factor.candidate(user, key)
    context = {
        "form": form,
        "picture": factor.picture(candidate),
        "key": factor.key_as_text(candidate),
        "replaces": factor.device_of(user) is not None,
        "required": factor.is_required(),
        "next": _next(request),
    }
    return _page(request, "accounts/set_up.html", _("Set up a second factor"), context)


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {"codes": codes, "next": _next(request) or reverse("admin:index")}
    return _page(request, "accounts/recovery_codes.html", _("Your recovery codes"), context)


def _page(request: HttpRequest, template: str, title: str, context: dict) -> HttpResponse:
    return render(
        request, template, {**admin.site.each_context(request), "title": title, **context}
    )


def _next(request: HttpRequest) -> str:
    """Return the page of ours to which somebody wanted to go, if any."""
    url = request.POST.get(REDIRECT_FIELD_NAME, request.GET.get(REDIRECT_FIELD_NAME, ""))
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if ours else ""


def _with_next(address: str, url: str) -> str:
    if not url:
        return address
    return redirect_to_login(url, address).url


def _codes_left(left: int) -> str:
    return ngettext(
        "You logged in with a recovery code: %(left)d is left.",
        "You logged in with a recovery code: %(left)d are left.",
        left,
    ) % {"left": left}
