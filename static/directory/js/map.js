// The map of a page: basemap and pins from the page's own data, no tiles, no other host.

import { addPins } from "./pins.js";

const L = globalThis.L;
const EUROPE = L.latLngBounds([26, -32], [73, 60]);
const CLOSEST = 9;

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

function draw(box, land) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, {
    attributionControl: false,
    fadeAnimation: !calm,
    inertia: !calm,
    maxBounds: EUROPE,
    maxBoundsViscosity: 1,
    maxZoom: CLOSEST,
    renderer: L.svg({ padding: 0.5 }),
    scrollWheelZoom: false,
    zoomAnimation: !calm,
    zoomControl: false,
    zoomSnap: 0.25,
  });
  const { zoomIn, zoomOut } = box.dataset;
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  L.geoJSON(land, { interactive: false, style: { className: "land" } }).addTo(map);

  // The wheel scrolls the page until the map is in use.
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());

  // Never further out than the basemap reaches.
  const hold = () => map.setMinZoom(map.getBoundsZoom(EUROPE, true));
  map.on("resize", hold);
  map.fitBounds(EUROPE, { animate: false });
  hold();
  return map;
}

async function start(box) {
  try {
    const [land, sites] = await Promise.all([load(box.dataset.basemap), load(box.dataset.sites)]);
    box.hidden = false;
    const map = draw(box, land);
    const pins = addPins(map, sites.features, document.querySelector("#popup"), box.dataset.close);
    map.fitBounds(pins.getBounds(), { animate: false, maxZoom: 5, padding: [20, 20] });
    box.dataset.ready = pins.getLayers().length;
  } catch (error) {
    box.hidden = true;
    document.querySelector("[data-map-failed]").hidden = false;
    throw error;
  }
}

const box = document.querySelector("#map");
if (box) start(box);
