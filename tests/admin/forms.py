"""The forms of the admin, as a browser would fill them in and send them back."""

from django.urls import reverse


def address(model, page, *args):
    return reverse(f"admin:directory_{model._meta.model_name}_{page}", args=args)


def form_data(response):
    """Return what a browser would send back for the forms of a change page."""
    data = {}
    forms = [response.context["adminform"].form]
    for formset in response.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if hasattr(field.field, "decompress"):
                continue
            if value is None or value is False:
                continue
            if isinstance(value, list | tuple):
                data[field.html_name] = [getattr(item, "pk", item) for item in value]
            else:
                data[field.html_name] = getattr(value, "pk", value)
    return {"why": "Tested."} | {name: value for name, value in data.items() if value != ""}
