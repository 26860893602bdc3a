// The countries, shaded by their strongest part in the sites of the map (css/map.css and a
// checkbox of the page decide whether that is seen).

const L = globalThis.L;

function partsOf(sites) {
  const parts = new Map();
  for (const site of sites) {
    for (const code of site.partner_countries) parts.set(code, "partner");
  }
  for (const kind of ["antenna", "factory"]) {
    for (const site of sites) if (site.kind === kind) parts.set(site.country, kind);
  }
  return parts;
}

export function addLand(map, land, network, words) {
  const wordsOf = { factory: words.partFactory, antenna: words.partAntenna, partner: words.partPartner };
  const shapes = new Map(); // by country: its part, and what is drawn of it

  function drawn({ properties: { name }, ...feature }, part) {
    const className = part ? `land land--${part}` : "land";
    const shape = L.geoJSON(feature, { interactive: Boolean(part), style: { className } });
    if (part) shape.bindTooltip(`${name}: ${wordsOf[part]}`, { sticky: true });
    return shape.addTo(map).bringToBack(); // below the links, which are drawn already
  }

  function shade() {
    const parts = partsOf(network.sites);
    for (const feature of land.features) {
      const { code } = feature.properties;
      const before = shapes.get(feature);
      const part = parts.get(code);
      if (before && before.part === part) continue;
      before?.shape.remove();
      shapes.set(feature, { part, shape: drawn(feature, part) });
    }
  }

  map.on("sites", shade);
  shade();
}
