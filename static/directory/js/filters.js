// On narrow screens the filters start closed, so that the result comes first.
// Without JavaScript they stay open; where something is wrong with them too.

const filters = document.querySelector("[data-filters]");
const narrow = matchMedia("(max-width: 55.99rem)");

if (filters && !filters.querySelector(".wrong")) {
  const fit = () => {
    filters.open = !narrow.matches;
  };
  fit();
  narrow.addEventListener("change", fit);
}
