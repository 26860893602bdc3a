// Keeps addresses short: what is left open, or as it is recorded, need not stand in them.

const form = document.querySelector("[data-work]");

form.addEventListener("submit", () => {
  for (const field of form.elements) {
    if (field.tagName === "INPUT" && field.value.trim() === (field.dataset.usual ?? "")) field.disabled = true;
  }
});
// Coming back to the page must find the fields as they were.
addEventListener("pageshow", () => {
  for (const field of form.elements) field.disabled = false;
});
