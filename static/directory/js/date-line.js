// The date line under the map: a slider, a field, links and a button that plays. All of them ask
// for a day; `show` brings it (undefined for today) and fails where it cannot.

import { keepTicksInPlace } from "./ticks.js";

const DAY = 24 * 60 * 60 * 1000;
const BIG_STEP = 30; // days
const SETTLED = 150; // milliseconds without a further move
const PAUSE = 1400; // milliseconds for which each day stands while it plays

const calm = matchMedia("(prefers-reduced-motion: reduce)");

const numberOf = (day) => Date.parse(day) / DAY;
const dayOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);

// The pages write their dates as the British do.
const language = document.documentElement.lang.replace(/^en$/, "en-GB");
const long = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const written = (day) => long.format(Date.parse(day));

export function startDateLine(section, show) {
  const { first, last } = section.dataset;
  const steps = section.dataset.steps.split(" ");
  const [slider, field] = section.querySelectorAll("#date-slider, #as-of");
  const button = section.querySelector("[data-play-button]");
  const failed = section.querySelector("[data-date-failed]");
  const days = section.querySelector(".dateline__days");
  let shown = section.dataset.shown;
  let settling;
  let playing; // the timer of the next step, or true while one is loaded
  let run = 0; // which playing it is: one that was stopped while it loaded must not go on

  // Show which day is meant, before its page is there.
  function mean(day) {
    slider.value = numberOf(day) - numberOf(first);
    slider.setAttribute("aria-valuetext", written(day));
    if (field.value !== day) field.value = day;
  }

  function askFor(day) {
    stop();
    mean(day);
    clearTimeout(settling);
    settling = setTimeout(() => load(day), SETTLED);
  }

  async function load(day) {
    clearTimeout(settling);
    section.setAttribute("aria-busy", "true");
    try {
      await show(day === last ? undefined : day);
    } catch (error) {
      if (error.name !== "AbortError") tellOf(day);
      return;
    }
    shown = section.dataset.shown = day;
    failed.hidden = true;
    section.removeAttribute("aria-busy");
    for (const link of days.querySelectorAll("a")) {
      if (link.dataset.day === day) link.setAttribute("aria-current", "date");
      else link.removeAttribute("aria-current");
    }
  }

  function tellOf(wanted) {
    stop();
    section.removeAttribute("aria-busy");
    mean(shown);
    failed.textContent = section.dataset.failed
      .replace("{wanted}", written(wanted))
      .replace("{shown}", written(shown));
    failed.hidden = false;
  }

  function play() {
    if (playing) stop();
    else step();
  }

  function stop() {
    clearTimeout(playing);
    playing = undefined;
    run += 1;
    button.textContent = calm.matches ? section.dataset.next : section.dataset.play;
  }

  async function step() {
    const next = steps.find((day) => day > shown) ?? steps[0];
    if (!calm.matches) {
      playing = true;
      button.textContent = section.dataset.pause;
    }
    const mine = run;
    mean(next);
    await load(next);
    if (mine !== run || !playing) return;
    if (next === last) stop();
    else playing = setTimeout(step, PAUSE);
  }

  slider.max = numberOf(last) - numberOf(first);
  slider.addEventListener("input", () => askFor(dayOf(numberOf(first) + Number(slider.value))));
  slider.addEventListener("keydown", (event) => {
    const way = { PageUp: 1, PageDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    slider.value = Number(slider.value) + way * BIG_STEP;
    slider.dispatchEvent(new Event("input"));
  });
  field.addEventListener("change", () => {
    if (field.value && field.validity.valid) askFor(field.value);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    askFor(field.value || last);
  });
  days.addEventListener("click", (event) => {
    const day = event.target.closest("a")?.dataset.day;
    if (!day || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    askFor(day);
  });
  button.addEventListener("click", play);
  calm.addEventListener("change", stop);

  section.querySelector("[data-slide]").hidden = false;
  section.classList.add("dateline--live");
  stop();
  mean(shown);
  const length = numberOf(last) - numberOf(first);
  keepTicksInPlace(days, (day) => (numberOf(day) - numberOf(first)) / length);
}
