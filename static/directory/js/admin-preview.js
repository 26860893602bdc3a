// Keeps an editor who follows a link of a previewed page in the preview, so that every page has its
// bar. The addresses on the page stay the public ones until the moment they are used.

const { preview, root, admin } = document.querySelector("[data-preview]").dataset;

function previewed(address) {
  const url = new URL(address, location.href);
  const page = url.pathname;
  const isPage = page.startsWith(root) && !page.startsWith(admin) && page.endsWith("/");
  if (url.origin !== location.origin || !isPage) return address;
  return preview + page.slice(root.length) + url.search + url.hash;
}

document.addEventListener(
  "click",
  ({ target }) => {
    const link = target.closest("a[href]");
    const own = link?.closest("[data-preview]");
    if (link instanceof HTMLAnchorElement && !own) link.href = previewed(link.href);
  },
  { capture: true },
);

document.addEventListener(
  "submit",
  ({ target }) => {
    const action = new URL(target.getAttribute("action") ?? "", location.href);
    target.action = previewed(action.href);
  },
  { capture: true },
);
