// The answer follows the questions: each change asks the server for the page that the form's
// button would open, and takes the answer from it.

import { becomeLike } from "./morph.js";

const form = document.querySelector("[data-finder]");
const answer = document.querySelector("[data-answer]");
let latest = 0;

function addressOf() {
  const params = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...params]) if (!value) params.delete(name, value);
  const query = params.toString();
  return form.action + (query ? `?${query}` : "");
}

form.addEventListener("change", async () => {
  const asked = ++latest;
  const address = addressOf();
  answer.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    if (asked !== latest) return; // answered by a later change
    becomeLike(answer, fresh.querySelector("[data-answer]"));
    history.replaceState(null, "", address);
    document.dispatchEvent(new Event("directory:fresh"));
  } catch {
    form.submit();
  }
});
