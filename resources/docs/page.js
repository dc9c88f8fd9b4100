// The API reference: everything on the page is made from /openapi.json of the gateway it came from.
"use strict";

const WIDE = matchMedia("(min-width: 960px)");
const MOST_SHOWN = 1024 * 1024; // of an answer, in characters
const METHODS = ["get", "post", "put", "delete"];
let reference = null;
let key = ""; // nowhere else

/** An element with attributes (a function is a listener) and children; texts are only ever text. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(attribute, value);
    else if (value === true) made.setAttribute(attribute, "");
    else if (value !== false && value != null) made.setAttribute(attribute, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child != null));
  return made;
}

/** Text in which `words` are code. */
function prose(text) {
  return String(text ?? "").split("`").map((part, place) => (place % 2 ? el("code", {}, part) : part));
}

/** What a `$ref` leads to. */
function resolved(value) {
  if (!value?.$ref) return value ?? {};
  return value.$ref.slice(2).split("/").reduce((inner, step) => inner[step.replaceAll("~1", "/")], reference);
}

function pretty(value) {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function words(name) {
  const text = name.replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1);
}

/** A block of code with a button that copies it. */
function block(text, label) {
  const pre = el("pre", { tabindex: 0, role: "region", "aria-label": label }, text);
  const button = el("button", { type: "button", "aria-label": `Copy: ${label}`, click: async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(pre);
      button.textContent = "Selected"; // no clipboard without TLS or permission
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  } }, "Copy");
  return el("div", { class: "with-copy" }, pre, button);
}

// Schemas

function typeOf(schema) {
  if (schema.oneOf) return schema.oneOf.map((one) => typeOf(resolved(one))).join(" or ");
  const names = [schema.type ?? "anything"].flat().map((one) => (one === "array" ? `list of ${typeOf(resolved(schema.items))}` : one));
  return names.join(" or ");
}

/** The members of an object, or of the objects of a list. */
function membersOf(schema) {
  const inner = schema.items ? resolved(schema.items) : schema;
  return Object.keys(inner.properties ?? {}).length ? inner : null;
}

function fieldOf(name, schema, required) {
  const head = [el("code", {}, name), " ", el("span", { class: "type" }, typeOf(schema)), required ? el("span", { class: "must" }, " required") : null];
  const about = schema.description ? [" - ", ...prose(schema.description)] : [];
  const choice = schema.enum ? [" One of ", ...schema.enum.flatMap((word, place) => [place ? ", " : "", el("code", {}, String(word))]), "."] : [];
  const inner = membersOf(schema);
  if (!inner) return el("li", {}, head, about, choice);
  return el("li", {}, el("details", {}, el("summary", {}, head, about), fieldsOf(inner)));
}

function fieldsOf(schema) {
  const required = schema.required ?? [];
  return el("ul", { class: "fields" }, Object.entries(schema.properties ?? {}).map(([name, one]) => fieldOf(name, resolved(one), required.includes(name))));
}

function schemaOf(schema) {
  const inner = membersOf(schema);
  if (!inner) return el("p", { class: "note" }, `A ${typeOf(schema)}.`);
  return schema.items ? el("div", {}, el("p", { class: "note" }, "A list of:"), fieldsOf(inner)) : fieldsOf(inner);
}

// One operation

const mediaOf = (content) => Object.entries(content ?? {});

function schemeOf(operation) {
  const name = Object.keys((operation.security ?? reference.security)[0] ?? {})[0];
  return name ? reference.components.securitySchemes[name] : null;
}

/** The header that shows a key, as `[name, value]`. */
function keyHeader(operation, shown) {
  const scheme = schemeOf(operation);
  if (!scheme) return [];
  return scheme.type === "apiKey" ? [scheme.name, shown] : ["authorization", `Bearer ${shown}`];
}

function pathWith(path, value) {
  return path.replace(/\{(\w+)\}/g, (_, name) => value(name));
}

function curlOf(method, path, operation) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const parameters = operation.parameters ?? [];
  const example = (name) => parameters.find((one) => one.name === name)?.example ?? name.toUpperCase();
  const asked = parameters.filter((one) => one.in === "query" && one.example).map((one) => `${one.name}=${one.example}`);
  const lines = [`curl ${quoted(location.origin + pathWith(path, example) + (asked.length ? `?${asked.join("&")}` : ""))}`];
  const [media, body] = mediaOf(operation.requestBody?.content)[0] ?? [];
  if (method !== (body ? "post" : "get")) lines[0] += ` -X ${method.toUpperCase()}`;
  const [name, value] = keyHeader(operation, "$SWITCHYARD_KEY");
  if (name) lines.push(`-H "${name}: ${value}"`);
  for (const one of parameters.filter((parameter) => parameter.in === "header")) lines.push(`-H ${quoted(`${one.name}: ${one.example}`)}`);
  if (media === "multipart/form-data") {
    for (const [field, text] of Object.entries(body.example)) {
      lines.push(`-F ${quoted(`${field}=${body.schema.properties[field].format === "binary" ? "@" : ""}${text}`)}`);
    }
  } else if (body) {
    lines.push(`-H 'content-type: ${media}'`, `-d ${quoted(JSON.stringify(body.example))}`);
  }
  return lines.join(" \\\n  ");
}

function parametersPart(operation) {
  const parameters = operation.parameters ?? [];
  if (!parameters.length) return null;
  const row = (one) => el("li", {}, el("code", {}, one.name), " ", el("span", { class: "type" }, `in the ${one.in}`),
    one.required ? el("span", { class: "must" }, " required") : null, one.description ? [" - ", ...prose(one.description)] : null);
  return [el("h4", {}, "Parameters"), el("ul", { class: "fields" }, parameters.map(row))];
}

function contentPart(content, label) {
  return mediaOf(content).map(([media, one]) => [
    el("p", { class: "note" }, media),
    media === "text/event-stream" ? null : schemaOf(resolved(one.schema)),
    one.example === undefined ? null : block(pretty(one.example), `${label}, ${media}`),
  ]);
}

function answersPart(operation) {
  const answers = Object.entries(operation.responses);
  const good = answers.filter(([status]) => status < "400").map(([status, one]) => [
    el("h4", {}, `Answer ${status}`), one.content ? null : el("p", {}, prose(one.description)), contentPart(one.content, `Example answer ${status}`)]);
  const bad = answers.filter(([status]) => status >= "400").map(([status, one]) => {
    const answer = resolved(one);
    return el("details", {}, el("summary", {}, el("code", {}, status), " ", prose(answer.description)), contentPart(answer.content, `Example error ${status}`));
  });
  return [good, bad.length ? [el("h4", {}, "Errors"), bad] : null];
}

function insideOf(method, path, operation) {
  const role = operation["x-role"];
  const also = operation["x-also-at"] ?? [];
  return el("div", { class: "inside" },
    operation.description ? el("p", {}, prose(operation.description)) : null,
    also.length ? el("p", { class: "note" }, "Also at ", also.flatMap((one, place) => [place ? ", " : "", el("code", {}, one)]), ".") : null,
    el("p", { class: "role" }, role === "none" ? "Role: none, no key needed" : `Role: ${role} or above`),
    parametersPart(operation),
    operation.requestBody ? [el("h4", {}, "Request"), contentPart(operation.requestBody.content, "Example request")] : null,
    el("h4", {}, "With curl"), block(curlOf(method, path, operation), "curl"),
    answersPart(operation),
    tryPart(method, path, operation));
}

// Trying it out

function labelled(id, text, input) {
  input.id = id;
  return el("div", { class: "field" }, el("label", { for: id }, text), input);
}

/** The inputs of an operation, and what they make of a request. */
function inputsOf(method, path, operation) {
  const base = `try-${operation.operationId}`;
  const parameters = (operation.parameters ?? []).map((one) => ({ ...one, input: el("input", { value: one.example ?? "", spellcheck: "false", autocomplete: "off" }) }));
  const [media, body] = mediaOf(operation.requestBody?.content)[0] ?? [];
  const form = media === "multipart/form-data";
  const parts = form ? Object.entries(body.schema.properties).map(([name, schema]) => ({ name, file: schema.format === "binary",
    input: schema.format === "binary" ? el("input", { type: "file" }) : el("input", { value: body.example[name] ?? "" }) })) : [];
  const text = body && !form ? el("textarea", { spellcheck: "false" }) : null;
  if (text) text.value = pretty(body.example);
  const fields = [
    ...parameters.map((one) => labelled(`${base}-${one.name}`, `${one.name} (${one.in})`, one.input)),
    ...parts.map((one) => labelled(`${base}-part-${one.name}`, `${one.name} (form)`, one.input)),
    text ? labelled(`${base}-body`, "Body", text) : null];
  const given = (place) => parameters.filter((one) => one.in === place && (place === "path" || one.input.value));
  const request = () => {
    const value = (name) => given("path").find((one) => one.name === name).input.value.split("/").map(encodeURIComponent).join("/");
    const query = new URLSearchParams(given("query").map((one) => [one.name, one.input.value])).toString();
    const headers = new Headers(given("header").map((one) => [one.name, one.input.value]));
    const [name, shown] = keyHeader(operation, key);
    if (name && key) headers.set(name, shown);
    let sent = null;
    if (text?.value.trim()) {
      headers.set("content-type", media);
      sent = text.value;
    } else if (form) {
      sent = new FormData();
      for (const one of parts) if (one.file ? one.input.files[0] : one.input.value) sent.set(one.name, one.file ? one.input.files[0] : one.input.value);
    }
    return { target: pathWith(path, value) + (query ? `?${query}` : ""), options: { method: method.toUpperCase(), headers, body: sent } };
  };
  return { fields, request };
}

/** The body as it arrives, into `pre`. Returns how many bytes there were. */
async function readText(response, pre) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  for (;;) {
    const { done, value } = reader ? await reader.read() : { done: true };
    if (done) break;
    bytes += value.byteLength;
    if (pre.textContent.length < MOST_SHOWN) pre.append(decoder.decode(value, { stream: true }));
  }
  if (pre.textContent.length >= MOST_SHOWN) pre.append("\n... the rest is not shown");
  return bytes;
}

function tidied(text) {
  try {
    return pretty(JSON.parse(text));
  } catch {
    return text;
  }
}

async function showAnswer(response, parts, since) {
  const type = response.headers.get("content-type") ?? "";
  parts.headers.textContent = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  parts.state.textContent = response.type === "opaqueredirect" ? "Sent on to another place, where this page does not follow"
    : `${response.status} ${response.statusText}, reading...`;
  parts.all.hidden = false;
  if (response.type === "opaqueredirect") return;
  let bytes = 0;
  if (/^(text\/|application\/(json|x-ndjson))|^$/.test(type)) {
    bytes = await readText(response, parts.body);
    if (type.startsWith("application/json")) parts.body.textContent = tidied(parts.body.textContent);
  } else {
    const blob = await response.blob();
    bytes = blob.size;
    parts.body.append(el("a", { href: URL.createObjectURL(blob), download: "answer" }, `Save the answer (${type})`));
  }
  parts.state.textContent = `${response.status} ${response.statusText}, ${Math.round(performance.now() - since)} ms, ${bytes} bytes`;
}

function tryPart(method, path, operation) {
  const { fields, request } = inputsOf(method, path, operation);
  const send = el("button", { type: "submit" }, "Send");
  const stop = el("button", { type: "button", disabled: true }, "Stop");
  const parts = { state: el("p", { role: "status" }), headers: el("pre", { tabindex: 0, class: "wraps" }), body: el("pre", { tabindex: 0, class: "wraps", role: "region", "aria-label": "Body of the answer" }) };
  parts.all = el("div", { class: "result", hidden: true }, el("details", {}, el("summary", {}, "Headers"), parts.headers), parts.body);
  const run = async (event) => {
    event.preventDefault();
    if (method === "delete" && !confirm(`Really do this?\n\nDELETE ${path}`)) return;
    const aborter = new AbortController();
    stop.onclick = () => aborter.abort();
    send.disabled = !(stop.disabled = false);
    parts.body.textContent = parts.headers.textContent = "";
    parts.all.hidden = true;
    parts.state.textContent = "Sending...";
    const since = performance.now();
    try {
      const { target, options } = request();
      const response = await fetch(target, { ...options, signal: aborter.signal, cache: "no-store", credentials: "omit", redirect: "manual", referrerPolicy: "no-referrer" });
      await showAnswer(response, parts, since);
    } catch (error) {
      parts.state.textContent = aborter.signal.aborted ? "Stopped by you" : `No answer: ${error.message}`;
    }
    send.disabled = !(stop.disabled = true);
  };
  const warning = path.startsWith("/api/") && method !== "get" ? el("p", { class: "note" }, "This is done for real.") : null;
  return el("form", { class: "try", autocomplete: "off", submit: run }, el("h4", {}, "Try it out"), warning, fields, el("div", { class: "row" }, send, stop), parts.state, parts.all);
}

// The page

/** Every operation as `{method, path, operation, group}`, in the order of the document. */
function allOperations() {
  return Object.entries(reference.paths).flatMap(([path, item]) => METHODS.filter((method) => item[method])
    .map((method) => ({ method, path, operation: item[method], group: item[method].tags[0] })));
}

function articleOf({ method, path, operation }) {
  const heading = el("h3", {}, el("span", { class: `method ${method}` }, method.toUpperCase()), el("span", { class: "path" }, path), el("span", { class: "about" }, operation.summary));
  const details = el("details", { toggle: () => {
    if (details.open && details.children.length === 1) details.append(insideOf(method, path, operation));
  } }, el("summary", {}, heading));
  const searched = [operation.operationId, method, path, operation.summary, operation.description, ...(operation.parameters ?? []).map((one) => one.name)];
  const article = el("article", { id: operation.operationId }, details);
  article.searched = searched.join(" ").toLowerCase();
  return article;
}

function fillPage() {
  document.getElementById("version").textContent = reference.info.version;
  const groups = Map.groupBy ? Map.groupBy(allOperations(), (one) => one.group)
    : allOperations().reduce((map, one) => map.set(one.group, [...(map.get(one.group) ?? []), one]), new Map());
  for (const [name, rows] of groups) {
    const id = `group-${name}`;
    document.getElementById("operations").append(el("section", { "aria-labelledby": id }, el("h2", { id }, words(name)), rows.map(articleOf)));
    document.getElementById("contents-list").append(el("h2", {}, words(name)), el("ul", {}, rows.map(({ method, operation }) =>
      el("li", {}, el("a", { href: `#${operation.operationId}`, title: `${method.toUpperCase()} ${operation.operationId}` }, operation.summary)))));
  }
  document.getElementById("contents-list").append(el("h2", {}, "Errors"), el("ul", {}, el("li", {}, el("a", { href: "#error-codes" }, "Error codes"))));
  document.getElementById("codes").append(...reference["x-error-codes"].map((row) =>
    el("tr", {}, el("th", { scope: "row" }, el("code", {}, row.code)), el("td", {}, String(row.status)), el("td", {}, prose(row.meaning)))));
  document.getElementById("error-codes").hidden = false;
  document.getElementById("state").hidden = true;
}

function search() {
  const wanted = document.getElementById("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  let all = 0;
  for (const section of document.querySelectorAll("#operations > section")) {
    let shown = 0;
    for (const article of section.querySelectorAll("article")) {
      article.hidden = !wanted.every((word) => article.searched.includes(word));
      shown += article.hidden ? 0 : 1;
      all += 1;
    }
    section.hidden = !shown;
    found += shown;
  }
  document.getElementById("found").textContent = wanted.length ? `${found} of ${all}` : "";
}

/** Opens what the address names. */
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.localName !== "article") return;
  target.hidden = target.closest("section").hidden = false;
  target.querySelector("details").open = true;
  target.scrollIntoView();
  target.querySelector("summary").focus({ preventScroll: true });
}

async function start() {
  const contents = document.getElementById("contents");
  const field = document.getElementById("key");
  contents.open = WIDE.matches;
  WIDE.addEventListener("change", () => { contents.open = WIDE.matches; });
  field.addEventListener("input", () => { key = field.value.trim(); });
  document.getElementById("forget").addEventListener("click", () => { key = field.value = ""; });
  document.getElementById("key-form").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("search").addEventListener("input", search);
  addEventListener("hashchange", follow);
  addEventListener("pagehide", () => { key = field.value = ""; }); // or the browser brings it back
  try {
    reference = await (await fetch("/openapi.json", { credentials: "omit", cache: "no-cache" })).json();
    fillPage();
    follow();
  } catch (error) {
    document.getElementById("state").textContent = `The reference could not be read: ${error.message}. Load the page again once the gateway runs.`;
  }
}

start();
