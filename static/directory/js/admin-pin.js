// The pin of a site's form: dragging and clicking set the two numbers, typing moves the pin.
// Whether it lies in the host country the server tells, by the rule that it also applies on saving.

const L = globalThis.L;
const $ = globalThis.django.jQuery;
const EUROPE = L.latLngBounds([26, -32], [73, 60]);
const DECIMALS = 5;
const PAUSE = 250; // milliseconds after the last key before the server is asked

const byId = (name) => document.querySelector(`#id_${name}`);

class PinForm {
  constructor(box, land) {
    this.box = box;
    this.latitude = byId("latitude");
    this.longitude = byId("longitude");
    this.precision = byId("location_precision");
    this.country = byId("country");
    this.pasted = byId("place");
    this.part("map").hidden = this.part("help").hidden = this.part("clear").hidden = false;
    this.map = this.draw(land);
    this.pin = this.newPin();
    this.listen();
    this.tintCountry();
    this.follow();
    if (this.pinned()) this.map.setView(this.pin.getLatLng(), 6, { animate: false });
  }

  part(name) {
    return this.box.querySelector(`[data-${name}]`);
  }

  draw(land) {
    const { zoomIn, zoomOut } = this.box.dataset;
    const map = L.map(this.part("map"), {
      attributionControl: false,
      fadeAnimation: false,
      maxBounds: EUROPE.pad(0.1),
      maxZoom: 11,
      minZoom: 2,
      renderer: L.svg({ padding: 0.5 }),
      scrollWheelZoom: false,
      zoomAnimation: false,
      zoomControl: false,
      zoomSnap: 0.25,
    });
    L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
    this.land = L.geoJSON(land, { interactive: false, style: { className: "pinmap__land" } });
    this.land.addTo(map);
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    return map.fitBounds(EUROPE, { animate: false });
  }

  newPin() {
    const icon = L.divIcon({ className: "pinmap__pin", iconAnchor: [12, 24], iconSize: [24, 24] });
    const { pin } = this.box.dataset;
    return L.marker([0, 0], { alt: pin, draggable: true, icon, keyboard: false, title: pin });
  }

  listen() {
    this.pin.on("drag", () => this.write(this.pin.getLatLng()));
    this.pin.on("dragend", () => this.check());
    this.map.on("click", ({ latlng }) => {
      this.write(latlng);
      this.follow();
    });
    for (const input of [this.latitude, this.longitude]) {
      input.addEventListener("input", () => this.follow({ look: true }));
    }
    this.pasted?.addEventListener("change", () => this.find());
    this.pasted?.addEventListener("paste", () => setTimeout(() => this.find()));
    this.pasted?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // it would save the whole form
      this.find();
    });
    this.part("clear").addEventListener("click", () => {
      // What the coordinates mark goes with them: neither stands alone.
      this.latitude.value = this.longitude.value = this.precision.value = "";
      this.follow();
      this.latitude.focus();
    });
    // The field with the search tells of a choice through jQuery only.
    $(this.country).on("change", () => {
      this.tintCountry();
      this.check();
    });
  }

  write({ lat, lng }) {
    this.latitude.value = lat.toFixed(DECIMALS);
    this.longitude.value = lng.toFixed(DECIMALS);
  }

  // What was pasted is read by the server, which also reads it where there are no scripts.
  async find() {
    const text = this.pasted.value.trim();
    const told = document.querySelector("[data-place-told]");
    if (!text) return void (told.textContent = "");
    const response = await fetch(`${this.box.dataset.coordinates}?${new URLSearchParams({ text })}`);
    const { latitude, longitude, errors } = await response.json();
    if (text !== this.pasted.value.trim()) return; // something else was pasted meanwhile
    told.textContent = errors ? errors.text.join(" ") : `${latitude}, ${longitude}`;
    told.classList.toggle("hints--wrong", Boolean(errors));
    if (errors) return;
    this.pasted.value = "";
    [this.latitude.value, this.longitude.value] = [latitude, longitude];
    this.follow();
    this.map.setView(this.pin.getLatLng(), Math.max(this.map.getZoom(), 6), { animate: false });
  }

  place() {
    const [latitude, longitude] = [this.latitude.value, this.longitude.value].map(parseFloat);
    const there = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return there ? { latitude, longitude } : null;
  }

  pinned() {
    return this.map.hasLayer(this.pin);
  }

  follow({ look = false } = {}) {
    const place = this.place();
    if (place) {
      this.pin.setLatLng([place.latitude, place.longitude]).addTo(this.map);
      if (look) this.map.panInside(this.pin.getLatLng(), { animate: false, padding: [40, 40] });
    } else {
      this.pin.remove();
    }
    this.check();
  }

  tintCountry() {
    this.land.eachLayer((layer) => {
      const host = layer.feature.properties.code === this.country.value;
      layer.getElement().classList.toggle("pinmap__land--host", host);
      if (host && !this.pinned()) {
        this.map.fitBounds(layer.getBounds(), { animate: false, padding: [20, 20] });
      }
    });
  }

  check() {
    clearTimeout(this.waiting);
    this.asking?.abort();
    const place = this.place();
    if (place && this.country.value) {
      this.waiting = setTimeout(() => this.ask({ ...place, country: this.country.value }), PAUSE);
    } else {
      this.part("warning").textContent = "";
    }
  }

  async ask(question) {
    const { signal } = (this.asking = new AbortController());
    try {
      const answer = await load(`${this.box.dataset.place}?${new URLSearchParams(question)}`, signal);
      this.part("warning").textContent = answer.warning;
    } catch (error) {
      // Saving checks again; a warning that no longer fits would mislead.
      if (error.name !== "AbortError") this.part("warning").textContent = "";
    }
  }
}

async function load(address, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

async function start(box) {
  try {
    const form = new PinForm(box, await load(box.dataset.basemap));
    box.dataset.ready = String(form.pinned());
  } catch (error) {
    box.querySelector("[data-map]").hidden = true;
    box.querySelector("[data-failed]").hidden = false;
    throw error;
  }
}

const box = document.querySelector("[data-pinmap]");
if (box && byId("latitude")) start(box);
