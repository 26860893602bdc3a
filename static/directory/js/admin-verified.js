// What was typed into the form and not saved would be lost by marking the record as verified.

const button = document.querySelector("[data-verified] button");
const record = document.querySelector("#content-main > form");
const typed = () => JSON.stringify([...new FormData(record)]);
const opened = button && typed();

button?.addEventListener("click", () => {
  button.setCustomValidity(typed() === opened ? "" : button.dataset.unsaved);
});
