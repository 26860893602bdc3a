"""Every kind of page passes axe-core, in light and in dark, and fits every screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/",
    "/sites/",
    "/sites/?status=zzz",
    "/sites/pharos/",
    "/map/",
    "/changes/",
]
#: All other kinds of page, and further ones made of the same parts.
MORE_PAGES = [
    "/timeline/?country=DE&as_of=2025-10-13",
    "/compare/?supercomputer=jupiter&supercomputer=leonardo&supercomputer=lumi",
    "/estimate/?parameters=8&method=fine-tune&tokens=0.1",
    "/no-such-page/",
    "/sites/it4lia/",
    "/countries/",
    "/countries/IT/",
    "/waves/",
    "/waves/antennas-2025/",
    "/sectors/",
    "/supercomputers/",
    "/supercomputers/daedalus/",
    "/supercomputers/leonardo/",
    "/sources/?year=2026&language=en",
    "/sources/eu27-review-log-2026-10/",
    "/ledger/?subject=factories-operational",
    "/ledger/c-operational-19-live/",
    "/numbers/factories_operational/?as_of=2026-04-09",
    "/editions/1/",
    "/data/",
    "/search/?q=germany",
    "/find/?who=start-up&country=LT&purpose=fine-tune&field=health",
    "/find/?who=zzz",
    "/find/rules/",
    "/calls/",
    "/compare/",
    "/compare/?site=it4lia&site=lumi-ai-factory&site=skaiat",
    "/estimate/",
    "/estimate/?parameters=many&method=train&precision=4-bit&effective_time_low=1.5",
    "/help/",
    "/report/?about=/sites/it4lia/&field=city",
    "/?as_of=2025-03-12",
    "/sites/ai-at/",
    "/countries/DE/",
    "/organisations/",
    "/organisations/csc/",
    "/sectors/energy/",
    "/supercomputers/?sort=cost_eur",
    "/sources/?q=cineca",
    "/timeline/",
    "/ledger/",
    "/numbers/",
    "/editions/1/sites/lumi-ai-factory/",
    "/search/",
    "/search/?q=xyzzy",
    "/find/?who=team&country=other&help=data",
    "/compare/?site=zzz",
]
WIDTHS = [320, 390, 800, 900, 1024, 1280]
OPEN_ALL = "document.querySelectorAll('main details').forEach((one) => { one.open = true })"


@pytest.mark.parametrize(
    "address", [*PAGES, *(pytest.param(page, marks=pytest.mark.slow) for page in MORE_PAGES)]
)
def test_a_page_is_accessible_in_light_and_dark_and_fits_every_screen(page, live_server, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate(OPEN_ALL)

    in_light = Axe().run(page)
    assert in_light.violations_count == 0, in_light.generate_report()

    page.emulate_media(color_scheme="dark")
    in_dark = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert in_dark.violations_count == 0, in_dark.generate_report()

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        # The map takes its new size in a later frame.
        page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
