// The map of a page: it takes over from the server's picture, from the same basemap and the same
// question. No tiles, no other host.

import { addLand } from "./land.js";
import { addLinks } from "./links.js";
import { addPins } from "./pins.js";
import { keepInStep } from "./step.js";

const L = globalThis.L;
const EUROPE = L.latLngBounds([26, -32], [73, 60]);
const CLOSEST = 9;

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

// A site without a published place stands at its country's label point.
function siteOf({ geometry, properties }) {
  const [longitude, latitude] = geometry?.coordinates ?? properties.country_label_point;
  return { ...properties, latlng: L.latLng(latitude, longitude), placeless: !geometry };
}

function draw(box) {
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
  const position = "topright"; // where the fewest sites are
  L.control.zoom({ position, zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);

  // The wheel scrolls the page until the map is in use.
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());

  // Never further out than the basemap reaches; said before the first view, which would move.
  const hold = () => {
    map.options.minZoom = 0; // else the farthest view could only come nearer
    map.setMinZoom(map.getBoundsZoom(EUROPE, true));
  };
  hold();
  map.on("resize", hold);
  return map;
}

async function start(mapped, box) {
  try {
    const [land, { features }] = await Promise.all([
      load(box.dataset.basemap),
      load(box.dataset.sites),
    ]);
    const sites = features.map(siteOf);
    mapped.classList.add("mapped--live");
    const map = draw(box);
    const bounds = L.latLngBounds(sites.map((site) => site.latlng));
    const showAll = (how) => map.fitBounds(bounds, { maxZoom: 5, padding: [24, 24], ...how });
    showAll({ animate: false });
    addLand(map, land, sites, box.dataset);
    const pins = addPins(map, sites, box.dataset);
    addLinks(map, sites, pins);
    keepInStep(mapped, map, sites, pins);
    mapped.querySelector("[data-show-all]").addEventListener("click", () => showAll());
    box.dataset.ready = sites.length;
  } catch (error) {
    mapped.classList.remove("mapped--live");
    document.querySelector("[data-map-failed]").hidden = false;
    throw error;
  }
}

const box = document.querySelector("#map");
if (box) start(box.closest(".mapped"), box);
