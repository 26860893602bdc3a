// The visitor's own time beside an hour in Brussels, where the two clocks differ.

const BRUSSELS = "Europe/Brussels";
const words = document.querySelector("[data-same]")?.dataset;
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const today = !new URLSearchParams(location.search).has("as_of");

function clock(moment, timeZone) {
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const written = (parts) => new Intl.DateTimeFormat(language, { timeZone, ...parts }).format(moment);
  return {
    day: written({ day: "numeric", month: "long", year: "numeric" }),
    time: written({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  };
}

function ownTime(moment) {
  const [there, here] = [clock(moment, BRUSSELS), clock(moment, zone)];
  if (there.day === here.day && there.time === here.time) return "";
  const sentence = there.day === here.day ? words.same : words.other;
  return sentence.replace("{day}", here.day).replace("{time}", here.time).replace("{zone}", zone);
}

function add(element, text) {
  const note = document.createElement("span");
  note.className = "owntime";
  note.textContent = text;
  element.parentElement.append(" ", note);
}

for (const element of words ? document.querySelectorAll("time[data-own]") : []) {
  const moment = new Date(element.dateTime);
  // The server knows the day, this clock the hour.
  if (today && moment < Date.now()) add(element, words.passed);
  const own = ownTime(moment);
  if (own) add(element, own);
}
