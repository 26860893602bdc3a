// The announced days as ticks under the slider, each label in the first row where it has room.

const BETWEEN = 6; // pixels
const HALF = 1.5; // pixels of a tick

export function keepTicksInPlace(list, placeOf) {
  const links = [...list.querySelectorAll("a")];

  function place() {
    const width = list.clientWidth;
    const ends = []; // of the last label in each row
    for (const link of links) {
      const at = placeOf(link.dataset.day);
      const room = link.offsetWidth;
      const left = Math.max(0, Math.min(at * width - HALF, width - room));
      let row = ends.findIndex((end) => end + BETWEEN <= left);
      if (row < 0) row = ends.length;
      ends[row] = left + room;
      link.parentElement.style.setProperty("--at", `${at * width}px`);
      link.style.setProperty("--left", `${left}px`);
      link.style.setProperty("--row", row);
    }
    list.style.setProperty("--rows", ends.length);
  }

  new ResizeObserver(place).observe(list);
  place();
}
