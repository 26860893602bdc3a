// What is ticked on a list to be compared goes along to its other pages and to the map: the address
// carries it, nothing is stored.

const form = document.querySelector("#comparison");

function boxes() {
  return [...form.elements].filter(({ type }) => type === "checkbox");
}

function chosen() {
  return [...new Set(boxes().filter((box) => box.checked).map(({ value }) => value))].sort();
}

function withChosen(search) {
  const asked = new URLSearchParams(search);
  asked.delete("compare");
  for (const slug of chosen()) asked.append("compare", slug);
  return `?${asked}`.replaceAll("%2C", ",").replace(/^\?$/, "");
}

function atMost() {
  const full = chosen().length >= form.dataset.most;
  for (const box of boxes()) box.disabled = full && !box.checked;
}

function tell() {
  const { most, words } = form.dataset;
  const told = words.replace("{count}", chosen().length).replace("{most}", most);
  form.querySelector("[data-chosen]").textContent = told;
}

function keepsChoice(address) {
  return address.origin === location.origin && [location.pathname, form.dataset.map].includes(address.pathname);
}

if (form) {
  for (const box of boxes()) {
    box.addEventListener("change", () => {
      history.replaceState(history.state, "", location.pathname + withChosen(location.search));
      atMost();
      tell();
    });
  }
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[href]");
    if (!link) return;
    const address = new URL(link.href);
    if (!keepsChoice(address)) return;
    address.search = withChosen(address.search);
    link.href = address.pathname + address.search + address.hash;
  });
  document.addEventListener("formdata", ({ target, formData }) => {
    if (target === form || !keepsChoice(new URL(target.action))) return;
    formData.delete("compare");
    for (const slug of chosen()) formData.append("compare", slug);
  });
  atMost();
  if (chosen().length > 0) tell();
}
