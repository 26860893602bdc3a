// What opens over a pin. Its words come from the page's <template>s, translated once.

const L = globalThis.L;
const WIDEST = 260;
const FRAME = [52, 48]; // pixels of a popup around its words
const NEAREST = 8; // pixels to the edge of the map
const ZOOM = 48; // pixels at the right that the zoom buttons take

export function symbol(site, element = document.createElement("span")) {
  element.className = "symbol";
  Object.assign(element.dataset, { kind: site.kind, stage: site.status, wave: site.wave });
  if (site.placeless) element.dataset.placeless = "";
  element.setAttribute("aria-hidden", "true");
  return element;
}

function filled(templateId, fill) {
  const content = document.getElementById(templateId).content.cloneNode(true);
  fill((name) => content.querySelector(`[data-slot="${name}"]`));
  const box = document.createElement("div");
  box.append(content);
  return box;
}

export function siteContent(site) {
  return filled("popup", (slot) => {
    for (const name of ["kind_label", "status_label", "supercomputers_label"]) {
      slot(name).textContent = site[name];
    }
    slot("name").textContent = site.name;
    slot("name").href = site.url;
    slot("place").textContent = [site.city, site.country_label].filter(Boolean).join(", ");
    slot("placeless").hidden = !site.placeless;
    slot("no_machines").hidden = Boolean(site.supercomputers_label);
    slot("linked").hidden = site.factory_links.length === 0;
    slot("factories").textContent = site.factory_links.map(linkWords).join(", ");
    symbol({ ...site, placeless: false }, slot("symbol"));
    compareWith(site.slug, slot("compare"));
  });
}

// The page's address tells the sites chosen so far, and the day.
function compareWith(slug, link) {
  const asked = new URLSearchParams(location.search);
  const chosen = new Set([...asked.getAll("compare"), slug]);
  const address = new URL(link.getAttribute("href"), location.href); // a template has no address
  for (const one of [...chosen].sort()) address.searchParams.append("site", one);
  if (asked.has("as_of")) address.searchParams.set("as_of", asked.get("as_of"));
  link.href = address.pathname + address.search;
  link.hidden = chosen.size > Number(link.dataset.most);
}

function linkWords({ name, status, status_label: label }) {
  return status === "linked" ? name : `${name} (${label})`;
}

export function clusterContent(sites) {
  return filled("popup-cluster", (slot) => {
    for (const site of sites) {
      const link = document.createElement("a");
      link.href = site.url;
      link.textContent = site.name;
      const item = document.createElement("li");
      item.append(symbol(site), " ", link);
      slot("sites").append(item);
    }
  });
}

// `back` returns the focus to what was clicked, if the popup closes while it has the focus.
export function openPopup(map, latlng, content, { byKeyboard, back, closeLabel }) {
  const room = map.getSize().subtract(FRAME).subtract([2 * NEAREST + ZOOM, 2 * NEAREST]);
  const popup = L.popup({
    autoPanPaddingBottomRight: [NEAREST + ZOOM, NEAREST],
    autoPanPaddingTopLeft: [NEAREST, NEAREST],
    maxHeight: room.y,
    maxWidth: Math.min(WIDEST, room.x),
    offset: [0, -6],
  });
  popup.setLatLng(latlng).setContent(content).openOn(map);
  const element = popup.getElement();
  element.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", closeLabel);
  element.addEventListener("keydown", ({ key }) => key === "Escape" && popup.close());
  popup.on("remove", () => element.contains(document.activeElement) && back());
  if (byKeyboard) content.querySelector("a").focus();
}
