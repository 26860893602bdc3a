// Pins of sites, real links to their pages that open a popup when clicked; where pins would
// overlap, a button with their number that takes them apart.

import { grouped } from "./clusters.js";
import { clusterContent, openPopup, siteContent, symbol } from "./popup.js";

const L = globalThis.L;
const SIZE = 24; // what a finger can hit; the symbol inside is smaller
const APART = 21; // pixels; nearer than that symbols overlap
const AROUND = [48, 48]; // pixels left free around a cluster that was taken apart

const Pin = L.Icon.extend({
  options: { iconSize: [SIZE, SIZE], className: "pin" },

  createIcon() {
    const { draw, sites } = this.options;
    const element = draw();
    element.dataset.sites = sites.map(({ slug }) => slug).join(" ");
    this._setIconStyles(element, "icon");
    return element;
  },

  createShadow: () => null,
});

function pinLink(site) {
  const link = document.createElement("a");
  link.href = site.url;
  link.title = site.name;
  link.setAttribute("aria-label", `${site.name}, ${site.kind_label}, ${site.status_label}`);
  link.append(symbol(site));
  return link;
}

function clusterButton(sites, words) {
  const button = document.createElement("button");
  const names = sites.map(({ name }) => name).join(", ");
  const label = words.cluster.replace("{count}", sites.length);
  button.type = "button";
  button.title = names;
  button.setAttribute("aria-label", `${label}: ${names}`);
  button.textContent = sites.length;
  return button;
}

// With these keys the browser opens the page of the site in a new tab or window.
function elsewhere(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}

export function addPins(map, network, words) {
  const layer = L.layerGroup().addTo(map);
  const markers = new Map(); // by the slug of each site
  let drawn;

  const groupsAt = (zoom) =>
    grouped(network.sites.map((site) => map.project(site.latlng, zoom)), APART).map((group) =>
      group.map((index) => network.sites[index]),
    );

  function regroup() {
    const zoom = map.getZoom();
    const groups = groupsAt(zoom);
    const key = groups.map((group) => group.length).join(" ") + groups.flat().map((s) => s.slug);
    if (key === drawn) return;
    drawn = key;
    const focused = focusedSlug();
    layer.clearLayers();
    markers.clear();
    for (const group of groups) {
      const marker = group.length === 1 ? pin(group[0]) : cluster(group, zoom);
      marker.addTo(layer);
      for (const { slug } of group) markers.set(slug, marker);
    }
    if (focused) (elementOf(focused) ?? map.getContainer()).focus({ preventScroll: true });
    map.fire("regrouped");
  }

  function focusedSlug() {
    const isFocused = (slug) => elementOf(slug) === document.activeElement;
    return [...markers.keys()].find(isFocused);
  }

  function pin(site) {
    const marker = markerAt(site.latlng, [site], () => pinLink(site));
    marker.on("add", () => {
      marker.getElement().addEventListener("click", (event) => {
        if (!elsewhere(event)) event.preventDefault();
      });
    });
    marker.on("click", ({ originalEvent }) => {
      if (!elsewhere(originalEvent)) popup(marker, [site], siteContent(site), originalEvent);
    });
    return marker;
  }

  function cluster(group, zoom) {
    const points = group.map((site) => map.project(site.latlng, zoom));
    const sum = points.reduce((one, other) => one.add(other));
    const middle = map.unproject(sum.divideBy(points.length), zoom);
    const marker = markerAt(middle, group, () => clusterButton(group, words));
    marker.on("click", ({ originalEvent }) => {
      if (comesApart(group)) {
        const bounds = L.latLngBounds(group.map((site) => site.latlng));
        map.fitBounds(bounds, { maxZoom: zoomThatParts(group, zoom), padding: AROUND });
      } else {
        popup(marker, group, clusterContent(group), originalEvent);
      }
    });
    return marker;
  }

  const comesApart = (group) =>
    groupsAt(map.getMaxZoom()).every((other) => other.length < group.length || other[0] !== group[0]);

  // The first zoom at which each of the sites stands alone: nearer would only lose the view.
  function zoomThatParts(group, from) {
    const alone = (zoom) => groupsAt(zoom).filter((g) => g.length === 1 && group.includes(g[0]));
    let zoom = from + 1;
    while (zoom < map.getMaxZoom() && alone(zoom).length < group.length) zoom += 0.5;
    return zoom;
  }

  function popup(marker, group, content, event) {
    const byKeyboard = event.detail === 0;
    const back = () => elementOf(group[0].slug)?.focus({ preventScroll: true });
    openPopup(map, marker.getLatLng(), content, { byKeyboard, back, closeLabel: words.close });
  }

  const elementOf = (slug) => markers.get(slug)?.getElement();

  map.on("zoomend", regroup);
  map.on("sites", () => {
    drawn = undefined; // the same sites may have reached another stage
    regroup();
  });
  regroup();
  return { elementOf, shownAt: (slug) => markers.get(slug)?.getLatLng() };
}

function markerAt(latlng, sites, draw) {
  const className = sites.length === 1 ? "pin" : "pin pin--cluster";
  const icon = new Pin({ draw, sites, className });
  // Links and buttons need no help with the keyboard.
  const marker = L.marker(latlng, { icon, keyboard: false, riseOnHover: true });
  marker.on("add", () => {
    const element = marker.getElement();
    element.addEventListener("focus", () => marker.setZIndexOffset(1000));
    element.addEventListener("blur", () => marker.setZIndexOffset(0));
  });
  return marker;
}
