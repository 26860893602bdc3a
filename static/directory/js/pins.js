// Pins of sites: real links to the pages of the sites, that open a popup when clicked.
// The words of a popup come from the page's <template>, so that they are translated once.

import { pushedApart } from "./spread.js";

const L = globalThis.L;
const SIZE = 24; // what a finger can hit; the symbol inside is smaller
const APART = 18; // no nearer do the middles of two pins come

const SitePin = L.Icon.extend({
  options: { iconSize: [SIZE, SIZE], className: "pin" },

  createIcon() {
    const { site } = this.options;
    const link = document.createElement("a");
    link.href = site.url;
    link.title = site.name;
    link.setAttribute("aria-label", `${site.name}, ${site.kind_label}, ${site.status_label}`);
    link.append(symbol(document.createElement("span"), site));
    this._setIconStyles(link, "icon");
    return link;
  },

  createShadow: () => null,
});

function symbol(element, site) {
  element.className = "symbol";
  Object.assign(element.dataset, { kind: site.kind, stage: site.status, wave: site.wave });
  if (site.placeless) element.dataset.placeless = "";
  element.setAttribute("aria-hidden", "true");
  return element;
}

function popupContent(template, site) {
  const content = template.content.cloneNode(true);
  const slot = (name) => content.querySelector(`[data-slot="${name}"]`);
  for (const name of ["kind_label", "status_label", "supercomputers_label"]) {
    slot(name).textContent = site[name];
  }
  slot("name").textContent = site.name;
  slot("name").href = site.url;
  slot("place").textContent = [site.city, site.country_label].filter(Boolean).join(", ");
  slot("placeless").hidden = !site.placeless;
  slot("no_machines").hidden = Boolean(site.supercomputers_label);
  symbol(slot("symbol"), { ...site, placeless: false });
  const box = document.createElement("div");
  box.append(content);
  return box;
}

export function addPins(map, features, template, closeLabel) {
  const pins = features.map(({ geometry, properties }) => {
    const [longitude, latitude] = geometry?.coordinates ?? properties.country_label_point;
    const site = { ...properties, placeless: !geometry };
    const marker = L.marker([latitude, longitude], {
      icon: new SitePin({ site }),
      keyboard: false, // the pin is a link and needs no help
      riseOnHover: true,
    });
    marker.on("add", () => listen(map, marker, () => popupContent(template, site), closeLabel));
    return marker;
  });
  const spread = () => {
    const points = pins.map((pin) => map.latLngToLayerPoint(pin.getLatLng()));
    pushedApart(points, APART).forEach((shift, index) => move(pins[index], shift));
  };
  const group = L.featureGroup(pins).addTo(map);
  map.on("zoomend", spread);
  spread();
  return group;
}

// Leaflet places an icon by its transform and hangs it by its margins: these are free for the shift.
function move(marker, shift) {
  const { style } = marker.getElement();
  marker.shift = shift;
  style.marginLeft = `${shift.x - SIZE / 2}px`;
  style.marginTop = `${shift.y - SIZE / 2}px`;
}

function listen(map, marker, content, closeLabel) {
  const link = marker.getElement();
  link.addEventListener("focus", () => marker.setZIndexOffset(1000));
  link.addEventListener("blur", () => marker.setZIndexOffset(0));
  link.addEventListener("click", (event) => elsewhere(event) || event.preventDefault());
  marker.on("click", ({ originalEvent }) => {
    if (elsewhere(originalEvent)) return;
    const popup = L.popup({ maxWidth: 260, offset: [marker.shift.x, marker.shift.y - 6] })
      .setLatLng(marker.getLatLng())
      .setContent(content())
      .openOn(map);
    const element = popup.getElement();
    element.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", closeLabel);
    element.addEventListener("keydown", ({ key }) => key === "Escape" && popup.close());
    popup.on("remove", () => element.contains(document.activeElement) && link.focus());
    const byKeyboard = originalEvent.detail === 0;
    if (byKeyboard) element.querySelector("[data-slot=name]").focus();
  });
}

// With these keys the browser opens the page of the site in a new tab or window.
function elsewhere(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}
