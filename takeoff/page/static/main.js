/** The beginning: which model, what it offers, and its page. */

import { byId, element, fill, say } from "./dom.js";
import { Page } from "./page.js";
import { openSource } from "./source.js";
import { modelOf } from "./state.js";
import { errorSentence } from "./words.js";

async function begin() {
  const source = openSource();
  const models = await source.models();
  const wanted = modelOf(location.search);
  const known = models.some((model) => model.name === wanted);
  const description = await source.describe(known ? wanted : "");
  introduce(description, models);
  const page = new Page(source, description);
  if (wanted && !known) page.notify(`No model “${wanted.slice(0, 60)}” is served; this is ${description.title}.`);
  document.body.classList.remove("starting");
}

function introduce({ model, title, question, meaning, version, sha256 }, models) {
  document.title = `${title} – takeoff`;
  say(byId("question"), question);
  say(byId("about"), meaning);
  say(byId("version"), `takeoff ${version}, model ${model} (${sha256.slice(0, 12)})`);
  const choice = byId("model");
  fill(choice, ...models.map(({ name, title: text }) => element("option", { value: name, selected: name === model }, text)));
  choice.closest("p").hidden = models.length < 2;
  choice.addEventListener("change", () => location.assign(`?v=1&model=${encodeURIComponent(choice.value)}`));
}

begin().catch((error) => {
  say(byId("failure"), errorSentence(error));
  document.body.classList.remove("starting");
  console.error(error);
});
