// Lines from antennas to the factories they give access to, drawn between what the map shows.
// A factory that is not among its sites still ends a line: the data say where it is.

const L = globalThis.L;

export function addLinks(map, network, pins) {
  const layer = L.layerGroup().addTo(map);

  function draw() {
    layer.clearLayers();
    for (const { slug, factory_links: links } of network.sites) {
      for (const { factory, place, status } of links) {
        const end = pins.shownAt(factory) ?? (place && L.latLng(place[1], place[0]));
        if (!end || end.equals(pins.shownAt(slug))) continue;
        const className = `link link--${status}`;
        L.polyline([pins.shownAt(slug), end], { className, interactive: false }).addTo(layer);
        if (pins.shownAt(factory)) continue;
        L.circleMarker(end, { className: "link__end", interactive: false, radius: 3 }).addTo(layer);
      }
    }
  }

  map.on("regrouped", draw);
  draw();
}
