// A fact without a citation is a link to the citations; here it also opens a row for that fact.

for (const link of document.querySelectorAll("[data-cite]")) {
  link.addEventListener("click", (event) => {
    const group = document.querySelector("#citations-group");
    const add = group.querySelector(".add-row a");
    if (!add) return; // an editor who may only look
    event.preventDefault();
    (emptyRow(group, link.dataset.cite) ?? addedRow(group, add, link.dataset.cite)).focus();
  });
}

// A row that was opened for this fact and not filled in yet is used again.
function emptyRow(group, fact) {
  const rows = [...group.querySelectorAll(".form-row.dynamic-citations:not(.has_original)")];
  const row = rows.find((one) => factOf(one).value === fact && !sourceOf(one).value);
  return row && opener(row);
}

function addedRow(group, add, fact) {
  add.click();
  const row = [...group.querySelectorAll(".form-row.dynamic-citations")].at(-1);
  factOf(row).value = fact;
  row.scrollIntoView({ block: "center" });
  return opener(row);
}

const factOf = (row) => row.querySelector("select[name$='-field']");
const sourceOf = (row) => row.querySelector("select[name$='-source']");
// Where one types to find the source.
const opener = (row) => row.querySelector(".field-source .select2-selection") ?? sourceOf(row);

// The list of all facts without a citation leads here with the fact in the address.
const asked = new URLSearchParams(location.search).get("cite");
const wanted = [...document.querySelectorAll("[data-cite]")].find((one) => one.dataset.cite === asked);
if (wanted) openOnce(document.querySelector("#citations-group"));

// Django's own script puts the button that adds rows there, which may be after this one has run.
function openOnce(group) {
  if (group.querySelector(".add-row a")) return wanted.click();
  const observer = new MutationObserver(() => {
    if (!group.querySelector(".add-row a")) return;
    observer.disconnect();
    setTimeout(() => wanted.click()); // once the button has its handler
  });
  observer.observe(group, { childList: true, subtree: true });
}
