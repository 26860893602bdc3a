// The answer follows the questions: each change asks the server for the page that the form's
// button would open, and takes the answer from it.

import { becomeLike } from "./morph.js";

const form = document.querySelector("[data-finder]");
const answer = document.querySelector("[data-answer]");
const estimate = form.querySelector("[data-estimate]");
let latest = 0;

function queryOf() {
  const params = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...params]) if (!value) params.delete(name, value);
  return params.toString();
}

form.addEventListener("change", async () => {
  const asked = ++latest;
  const query = queryOf();
  const address = form.action + (query && `?${query}`);
  estimate.search = query && new URLSearchParams({ find: query });
  answer.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    if (asked !== latest) return; // answered by a later change
    becomeLike(answer, fresh.querySelector("[data-answer]"));
    history.replaceState(null, "", address);
  } catch {
    form.submit();
  }
});
