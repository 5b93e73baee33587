/**
 * A thin client of the VRU Evidence API: one file, no dependencies, for browsers and Node 18.
 *
 *     import { Evidence } from "./vru-evidence.mjs";
 *     const evidence = new Evidence("https://evidence.example.org", { key: "vru_..." });
 *     const answer = await evidence.ask("How many knife offences were recorded in 2023/24?");
 *
 * Replies are the API's JSON. What was fetched before is asked for by its ETag. From a browser the
 * site must be listed in the service's VRU_CORS_SITES; never put a key into a public page.
 */

const REMEMBERED = 200;
const LONGEST_WAIT_SECONDS = 60;

/** What the service could not do, as RFC 9457 tells it. */
export class Problem extends Error {
  constructor(status, body) {
    super([status, body.detail || body.title, body.hint].filter(Boolean).join(" "));
    this.name = "Problem";
    this.status = status;
    this.type = body.type ?? "";
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    this.hint = body.hint ?? "";
  }
}

/** One service, asked with one key or none. */
export class Evidence {
  #base;
  #key;
  #known = new Map();

  constructor(address, { key = "" } = {}) {
    this.#base = `${address.replace(/\/+$/, "")}/api/v1`;
    this.#key = key;
  }

  /** Passages; options: limit, offset, mode, kind, area, publication, year_from, year_to. */
  search(q, options = {}) {
    return this.#json("/search", { q, ...options });
  }

  /** An answer made of quotes, or that the reports do not say. */
  ask(question, filters = {}) {
    return this.#sent("/ask", { question, ...filters });
  }

  /** Where, if anywhere, these words stand. */
  verify(words) {
    return this.#sent("/verify", { quote: words });
  }

  /** Every publication, fetched a hundred at a time. */
  async *publications({ kind } = {}) {
    for (let offset = 0, total = 1; offset < total; offset += 100) {
      const page = await this.#json("/publications", { limit: 100, offset, kind });
      yield* page.publications;
      total = page.total;
    }
  }

  /** One publication with its editions. */
  publication(id) {
    return this.#json(`/publications/${encodeURIComponent(id)}`);
  }

  /** One page as text. */
  page(id, number, { edition } = {}) {
    return this.#json(`/publications/${encodeURIComponent(id)}/pages/${Number(number)}`, { edition });
  }

  /** One passage. */
  passage(id) {
    return this.#json(`/passages/${encodeURIComponent(id)}`);
  }

  /** Passages as a file's text: ris, bibtex, csl-json, csv or text. */
  export(passages, { format = "ris" } = {}) {
    return this.#fetched("/export", { passage: passages, format });
  }

  /** How the service is. */
  health() {
    return this.#json("/health");
  }

  async #json(path, query = {}) {
    return JSON.parse(await this.#fetched(path, query));
  }

  async #sent(path, body) {
    const response = await this.#answered(this.#base + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  async #fetched(path, query) {
    const given = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const one of [value].flat()) {
        if (one !== undefined && one !== null && one !== "") given.append(name, one);
      }
    }
    const address = `${this.#base}${path}?${given}`;
    const known = this.#known.get(address);
    const headers = known ? { "If-None-Match": known.etag } : {};
    const response = await this.#answered(address, { headers });
    if (response.status === 304) return known.content;
    const content = await response.text();
    const etag = response.headers.get("ETag");
    if (etag) {
      this.#known.set(address, { etag, content });
      if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value);
    }
    return content;
  }

  async #answered(address, request, mayWait = true) {
    const headers = { ...request.headers };
    if (this.#key) headers.Authorization = `Bearer ${this.#key}`;
    const response = await fetch(address, { ...request, headers, credentials: "omit" });
    if (response.ok || response.status === 304) return response;
    const wait = Number(response.headers.get("Retry-After") ?? NaN);
    if (mayWait && wait <= LONGEST_WAIT_SECONDS) {
      await response.arrayBuffer();
      await new Promise((done) => setTimeout(done, wait * 1000));
      return this.#answered(address, request, false);
    }
    throw new Problem(response.status, await response.json().catch(() => ({})));
  }
}
