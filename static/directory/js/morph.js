// Make a part of the page like a fresh one from the server, touching only what differs, so that
// focus, scroll position and what somebody opened or ticked stay.

// What somebody opened stays open, whatever the server would have opened.
const KEPT = new Set(["open"]);

const nameOf = (node) => node.id || node.dataset?.site || node.htmlFor;
// A label and its field have the same name.
const keyOf = (node) => (nameOf(node) ? `${node.nodeName} ${nameOf(node)}` : "");
const alike = (one, other) => one.nodeName === other.nodeName && !keyOf(one) && !keyOf(other);

export function becomeLike(own, fresh) {
  if (own.nodeType !== Node.ELEMENT_NODE) {
    if (own.data !== fresh.data) own.data = fresh.data;
    return;
  }
  for (const { name, value } of fresh.attributes) {
    if (own.getAttribute(name) !== value) own.setAttribute(name, value);
  }
  for (const { name } of [...own.attributes]) {
    if (!fresh.hasAttribute(name) && !KEPT.has(name)) own.removeAttribute(name);
  }
  const keyed = new Map([...own.children].map((child) => [keyOf(child), child]));
  let next = own.firstChild; // what stands where the next fresh child belongs
  const drop = () => {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  };
  for (const child of [...fresh.childNodes]) {
    const twin = keyed.get(keyOf(child) || null);
    if (twin?.parentNode === own && twin.nodeName === child.nodeName && follows(twin, next)) {
      while (next !== twin) drop(); // rather than move the twin, which would take its focus
    }
    if (next && (next === twin || alike(next, child))) {
      const kept = next;
      next = next.nextSibling;
      becomeLike(kept, child);
    } else {
      own.insertBefore(document.adoptNode(child), next);
    }
  }
  while (next) drop();
}

function follows(node, from) {
  for (let at = from; at; at = at.nextSibling) if (at === node) return true;
  return false;
}
