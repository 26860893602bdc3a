// The list beside the map in step with it: what is pointed at or focused in one is marked in both,
// and the list can be kept to what the map shows.

export function keepInStep(mapped, map, network, pins) {
  const list = mapped.querySelector(".sitelist");
  const itemOf = (slug) => list.querySelector(`[data-site="${slug}"]`);

  const mark = (slugs) => {
    for (const lit of mapped.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const slug of slugs) {
      itemOf(slug)?.classList.add("lit");
      pins.elementOf(slug)?.classList.add("lit");
    }
  };

  const onList = ({ target }) => {
    const slug = target.closest("[data-site]")?.dataset.site;
    mark(slug ? [slug] : []);
    const byKeyboard = target.matches("a:focus-visible");
    if (slug && byKeyboard) map.panInside(pins.shownAt(slug), { padding: [30, 30] });
  };
  const onMap = ({ target }) => {
    const slugs = target.closest(".pin")?.dataset.sites.split(" ") ?? [];
    mark(slugs);
    if (slugs.length > 0) scrollTo(list, itemOf(slugs[0]));
  };
  for (const [element, listen] of [[list, onList], [map.getContainer(), onMap]]) {
    element.addEventListener("pointerover", listen);
    element.addEventListener("focusin", listen);
    element.addEventListener("pointerleave", () => mark([]));
    element.addEventListener("focusout", () => mark([]));
  }
  followView(mapped, map, network, list);
}

// Within the list only: the page stays where it is.
function scrollTo(list, item) {
  const [frame, box] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
  if (box.top < frame.top) list.scrollTop -= frame.top - box.top;
  if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom;
}

function followView(mapped, map, network, list) {
  const view = mapped.querySelector("[data-view]");
  const words = view.querySelector("[data-view-words]");
  const only = view.querySelector("[data-view-only]");
  const ask = view.querySelector("[data-view-ask]");

  function update() {
    const bounds = map.getBounds();
    const inView = network.sites.filter((site) => bounds.contains(site.latlng));
    const partly = inView.length < network.sites.length;
    view.hidden = !partly;
    words.textContent = words.dataset.viewWords
      .replace("{shown}", inView.length)
      .replace("{all}", network.sites.length);
    const slugs = new Set(inView.map(({ slug }) => slug));
    for (const item of list.children) {
      item.hidden = partly && only.checked && !slugs.has(item.dataset.site);
    }
    ask.href = addressWith(bounds);
  }

  map.on("moveend sites", update);
  only.addEventListener("change", update);
  update();
}

function addressWith(bounds) {
  const address = new URL(location.href);
  const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  address.searchParams.set("bbox", sides.map((side) => side.toFixed(2)).join(","));
  address.searchParams.delete("page");
  address.search = address.search.replaceAll("%2C", ",");
  return address.pathname + address.search;
}
