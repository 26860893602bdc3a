// The page as of another day: asked from the server like any page, and put in place of what
// depends on the day. Nothing is counted here.

import { becomeLike } from "./morph.js";

const PARTS = ".masthead__name, .masthead__nav, .footer__nav, [data-dated]";
const IN_HEAD = "link[rel='canonical'], link[rel='alternate'], meta[name='robots']";

// The same address as of `day`; today is asked for without a day.
export function onDay(address, day) {
  const changed = new URL(address, location.href);
  changed.searchParams.delete("page");
  if (day) changed.searchParams.set("as_of", day);
  else changed.searchParams.delete("as_of");
  return changed.pathname + changed.search.replaceAll("%2C", ",");
}

async function load(address, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

// Returns a function that shows a day; a later call overtakes an earlier one, which then fails with
// an AbortError. `data` is the address of the sites, `use` takes them; `anchor` stays where it is in
// the window, whatever comes or goes above it.
export function daysOf(data, use, anchor) {
  let underWay;

  return async (day) => {
    underWay?.abort();
    underWay = new AbortController();
    const { signal } = underWay;
    const address = onDay(location.href, day);
    const [page, sites] = await Promise.all([
      load(address, signal).then((response) => response.text()),
      load(onDay(data, day), signal).then((response) => response.json()),
    ]);
    signal.throwIfAborted();
    const before = anchor.getBoundingClientRect().top;
    replace(new DOMParser().parseFromString(page, "text/html"), address);
    use(sites);
    scrollBy(0, anchor.getBoundingClientRect().top - before);
    history.replaceState(history.state, "", address);
  };
}

function replace(fresh, address) {
  const mine = [...document.querySelectorAll(PARTS)];
  const theirs = [...fresh.querySelectorAll(PARTS)];
  if (mine.length !== theirs.length) {
    location.assign(address); // the portal has changed since this page was loaded
    return;
  }
  document.title = fresh.title;
  for (const old of document.head.querySelectorAll(IN_HEAD)) old.remove();
  document.head.append(...fresh.head.querySelectorAll(IN_HEAD));
  mine.forEach((part, index) => becomeLike(part, theirs[index]));

  const [bar, freshBar] = [document.querySelector(".asof"), fresh.querySelector(".asof")];
  if (bar && freshBar) becomeLike(bar, freshBar);
  else if (freshBar) document.querySelector("main").prepend(document.adoptNode(freshBar));
  else bar?.remove();
}
