// A button that copies the code beside it. Where a browser gives no clipboard (it does over HTTPS
// only), the code is selected, for the keyboard to copy. Listens on the document: the map replaces
// its parts.

const SHOWN_FOR = 2000;

function select(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    select(code);
    return false;
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button || button.dataset.told) return;
  const before = [...button.childNodes];
  const copied = await copy(button.parentElement.querySelector("pre"));
  button.dataset.told = "yes";
  button.textContent = copied ? button.dataset.copied : button.dataset.selected;
  setTimeout(() => {
    button.replaceChildren(...before);
    delete button.dataset.told;
  }, SHOWN_FOR);
});
