"""Which media type an asker prefers of those that there are."""

from collections.abc import Sequence

from django.http import HttpRequest

ANYTHING = "*/*"


def preferred(request: HttpRequest, media_types: Sequence[str]) -> str | None:
    """Return what the header Accept asks for, None where it accepts none of them.

    Parameters such as a charset set no two of them apart, so they do not count.
    """
    try:
        accepted = [f"{a.main_type}/{a.sub_type};q={a.quality}" for a in request.accepted_types]
    except ValueError:  # a header that nobody could read
        accepted = [ANYTHING]
    if not request.headers.get("Accept", "").strip():
        accepted = [ANYTHING]
    plain = HttpRequest()
    plain.META["HTTP_ACCEPT"] = ",".join(accepted)
    by_type = {media_type.partition(";")[0]: media_type for media_type in media_types}
    wanted = plain.get_preferred_type(list(by_type))
    return by_type[wanted] if wanted else None
