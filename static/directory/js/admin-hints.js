// What the server knows of a value while it is typed: records that stand already, terms to choose.
// Each field names the address to ask; the answer is the piece of the page that stands below it.

const $ = globalThis.django.jQuery;
const PAUSE = 300; // milliseconds after the last key before the server is asked

function boxOf(field) {
  const made = document.querySelector(`[data-hints-of="${field.id}"]`);
  if (made) return made;
  const box = document.createElement("div");
  box.className = "help hints"; // where the help of a field stands
  box.role = "status";
  field.closest(".flex-container").after(box);
  return box;
}

function watch(field) {
  const box = boxOf(field);
  const chosen = document.querySelector(`#${field.dataset.hintsChosen || "none"}`);
  let waiting, asking;

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(field.dataset.hints, location.href);
    address.searchParams.set("text", field.value);
    for (const option of chosen?.selectedOptions ?? []) address.searchParams.append("chosen", option.value);
    try {
      const response = await fetch(address, { signal: asking.signal });
      // What stood there would be of another value.
      show(response.ok ? await response.text() : "");
    } catch (error) {
      if (error.name !== "AbortError") show("");
    }
  }

  function show(piece) {
    box.innerHTML = piece;
    offer();
  }

  function offer() {
    for (const button of box.querySelectorAll("button")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        chosen.add(new Option(button.dataset.name, button.dataset.term, true, true));
        $(chosen).trigger("change"); // the field with the search listens to jQuery only
        field.focus();
      });
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  if (chosen) $(chosen).on("change", ask);
  if (chosen) offer();
}

for (const field of document.querySelectorAll("[data-hints]")) watch(field);
