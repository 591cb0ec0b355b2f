import { askForKey, authorization } from "./key.js";

export const API = "api/v1";

/** A refusal of the service. type is the last part of its URI, such as queue-full. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.type = body.type?.split("/").pop() ?? "";
    this.items = body.items ?? null;
    /** Seconds after which another try makes sense, or null. */
    this.retryAfter = retryAfter;
  }
}

/** The service can't be reached. */
export class Offline extends Error {}

export function problemOf(status, text, retryAfter) {
  let body = {};
  try {
    body = JSON.parse(text);
  } catch {
    // A proxy between here and the service answers in its own way; the status is what there is.
  }
  return new Problem(status, body, retryAfter === null ? null : Number(retryAfter));
}

/** Sends a request with this tab's key and answers the response, or throws why there is none. */
export async function send(path, options = {}) {
  let response;
  try {
    response = await fetch(`${API}/${path}`, {
      ...options,
      headers: { ...options.headers, ...authorization() },
    });
  } catch (e) {
    throw e.name === "AbortError" ? e : new Offline();
  }
  if (response.status === 401 && (await askForKey())) {
    return send(path, options);
  }
  if (!response.ok) {
    throw problemOf(response.status, await response.text(), response.headers.get("Retry-After"));
  }
  return response;
}

/** As send, and answers the JSON. */
export async function ask(path, options) {
  const response = await send(path, options);
  try {
    return await response.json();
  } catch (e) {
    throw e.name === "AbortError" ? e : new Offline(); // broke off in the middle
  }
}

export const askJson = (path, body, options = {}) =>
  ask(path, {
    ...options,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** The events of a server-sent stream as [name, data], to its end. */
export async function* events(path, signal) {
  const response = await send(path, { signal, headers: { Accept: "text/event-stream" } });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    const { done, value } = await reader.read().catch((e) => {
      throw e.name === "AbortError" ? e : new Offline();
    });
    if (done) {
      return;
    }
    waiting += value;
    const messages = waiting.split("\n\n");
    waiting = messages.pop();
    for (const message of messages) {
      const lines = message.split("\n");
      const field = (name) =>
        lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1)).join("\n");
      if (field("data")) {
        yield [field("event").trim(), JSON.parse(field("data"))];
      }
    }
  }
}
