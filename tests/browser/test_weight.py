"""What a page weighs: everything that the browser loads for it, as transferred."""

import pytest

KILOBYTE = 1000


@pytest.mark.parametrize(("address", "most"), [("/sites/", 60), ("/map/", 250)])
def test_a_page_stays_light(page, address, most):
    loaded = {}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on(
        "Network.loadingFinished",
        lambda event: loaded.update({event["requestId"]: event["encodedDataLength"]}),
    )

    page.goto(address)
    page.wait_for_load_state("networkidle")

    assert 0 < sum(loaded.values()) <= most * KILOBYTE
