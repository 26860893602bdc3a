// The map of a page: it takes over from the server's picture, from the same basemap and the same
// question, and follows the date line. No tiles, no other host.

import { startDateLine } from "./date-line.js";
import { daysOf } from "./day.js";
import { addLand } from "./land.js";
import { addLinks } from "./links.js";
import { addPins } from "./pins.js";
import { keepInStep } from "./step.js";

const L = globalThis.L;
const EUROPE = L.latLngBounds([26, -32], [73, 60]);
const WITHOUT_SITES = [[35, -11], [66, 34]]; // what a map shows that has none
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

  // Else the map would return at once from where a popup at the rim is wholly seen.
  map.on("autopanstart", () => map.setMaxBounds(EUROPE.pad(0.5)));
  map.on("popupclose", () => map.setMaxBounds(EUROPE));

  // Never further out than the basemap reaches; said before the first view, which would move.
  const hold = () => {
    map.options.minZoom = 0; // else the farthest view could only come nearer
    map.setMinZoom(map.getBoundsZoom(EUROPE, true));
  };
  hold();
  map.on("resize", hold);
  return map;
}

// The whole map holds every site that it has shown, and is shown until somebody moves it.
function keepWhole(map, network, button) {
  const bounds = L.latLngBounds(network.sites.length > 0 ? [] : WITHOUT_SITES);
  const showAll = (how) => map.fitBounds(bounds, { maxZoom: 5, padding: [24, 24], ...how });
  let moved = false;
  const grow = () => {
    for (const { latlng } of network.sites) bounds.extend(latlng);
  };
  for (const event of ["pointerdown", "wheel", "keydown"]) {
    map.getContainer().addEventListener(event, () => { moved = true; });
  }
  button.addEventListener("click", () => {
    moved = false;
    showAll();
  });
  map.on("sites", () => {
    const isWhole = network.sites.every(({ latlng }) => bounds.contains(latlng));
    grow();
    if (!isWhole && !moved) showAll();
  });
  grow();
  showAll({ animate: false });
}

// `network.sites` are those that are shown; the map fires "sites" when they have become others.
async function start(mapped, box) {
  try {
    const [land, { features }] = await Promise.all([
      load(box.dataset.basemap),
      load(box.dataset.sites),
    ]);
    const network = { sites: features.map(siteOf) };
    mapped.classList.add("mapped--live");
    const map = draw(box);
    keepWhole(map, network, mapped.querySelector("[data-show-all]"));
    addLand(map, land, network, box.dataset);
    const pins = addPins(map, network, box.dataset);
    addLinks(map, network, pins);
    keepInStep(mapped, map, network, pins);
    const use = ({ features: others }) => {
      network.sites = others.map(siteOf);
      map.closePopup();
      map.fire("sites");
      box.dataset.ready = others.length;
    };
    const line = document.querySelector("#date-line");
    startDateLine(line, daysOf(box.dataset.sites, use, line));
    box.dataset.ready = features.length;
  } catch (error) {
    mapped.classList.remove("mapped--live");
    document.querySelector("[data-map-failed]").hidden = false;
    throw error;
  }
}

const box = document.querySelector("#map");
if (box) start(box.closest(".mapped"), box);
