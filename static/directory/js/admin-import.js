// Ticks all records of an upload, or none of them.

const all = document.querySelector(".import__all");

for (const button of all?.querySelectorAll("button") ?? []) {
  button.addEventListener("click", () => {
    for (const box of document.querySelectorAll("input[name=chosen]")) {
      box.checked = Boolean(button.dataset.tick);
    }
  });
}
if (all) all.hidden = false;
