"""The rules of axe-core hold on every kind of page, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["/", "/sites/", "/map/", "/sites/it4lia/", "/sites/?status=zzz", "/no-such-page/"]
PAGES += ["/countries/", "/countries/PL/", "/waves/", "/waves/antennas-2025/"]
PAGES += ["/organisations/", "/organisations/csc/", "/sectors/", "/sectors/energy/"]
PAGES += ["/help/"]
PAGES += ["/find/?who=start-up&country=LT&purpose=fine-tune&field=health", "/find/rules/"]
PAGES += ["/estimate/", "/estimate/?parameters=8&method=fine-tune&tokens=0.1"]
PAGES += ["/estimate/?parameters=many&method=train&precision=4-bit&effective_time_low=1.5"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.wait_for_load_state("networkidle")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
