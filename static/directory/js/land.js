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

export function addLand(map, land, sites, words) {
  const parts = partsOf(sites);
  const wordsOf = { factory: words.partFactory, antenna: words.partAntenna, partner: words.partPartner };
  for (const feature of land.features) {
    const { code, name } = feature.properties;
    const part = parts.get(code);
    const className = part ? `land land--${part}` : "land";
    const shape = L.geoJSON(feature, { interactive: Boolean(part), style: { className } });
    if (part) shape.bindTooltip(`${name}: ${wordsOf[part]}`, { sticky: true });
    shape.addTo(map);
  }
}
