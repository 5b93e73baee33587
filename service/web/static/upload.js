/* Uploads file by file, saying how far it is in bytes sent and in files read; without this file the
   plain form does the same work. */
(() => {
  "use strict";
  const at = (id) => document.getElementById(id);
  const form = at("upload");
  const input = at("file");
  const drop = at("drop");
  const list = at("running-list");
  if (!form || !window.XMLHttpRequest || !window.FormData) return;

  at("drop-words").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
  // A file that misses its place must not take the page away with what was typed.
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => event.preventDefault());
  }

  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  const said = (outcome) => {
    const item = document.createElement("li");
    item.className = "hit";
    const name = document.createElement("strong");
    name.textContent = outcome.file_name;
    item.append(name, ": ");
    if (outcome.status === "refused") {
      const refused = document.createElement("span");
      refused.className = "error";
      refused.textContent = "refused.";
      item.append(refused, ` ${outcome.reason} ${outcome.hint}`);
    } else {
      item.append(`${outcome.status}, ${outcome.pages} ${outcome.pages === 1 ? "page" : "pages"}. `);
    }
    if (outcome.publication_id) {
      const link = document.createElement("a");
      link.href = `/staff/publications/${encodeURIComponent(outcome.publication_id)}`;
      link.textContent = `See how ${outcome.file_name} was read`;
      item.append(link);
    }
    return item;
  };

  // Bytes are told by the sending itself; fetch() does not know how far it is.
  const send = (file, onSent) => new Promise((resolve) => {
    const body = new FormData(form);
    body.delete("file");
    body.append("file", file);
    const refused = (reason, hint) => resolve([{ file_name: file.name, status: "refused", reason, hint }]);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => onSent(event.loaded / event.total, false));
    request.upload.addEventListener("load", () => onSent(1, true));
    request.addEventListener("error", () => refused("It could not be sent.", "Try it again."));
    request.addEventListener("load", () => {
      let reply = {};
      try { reply = JSON.parse(request.responseText); } catch { /* told below as not sent */ }
      if (request.status === 200 && reply.files) resolve(reply.files);
      else if (request.status === 401) refused("You are no longer signed in.", "Sign in and send it again.");
      else refused(reply.detail || "It could not be sent.", reply.hint || "Try it again.");
    });
    request.send(body);
  });

  form.addEventListener("submit", async (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    const files = [...input.files];
    const total = files.reduce((sum, file) => sum + file.size, 0);
    const button = form.querySelector("button");
    const [words, bytes, bar] = [at("running-words"), at("running-bytes"), at("running-bar")];
    button.disabled = true;
    at("running").hidden = false;
    bytes.max = Math.max(total, 1);
    bar.max = files.length;
    bar.value = 0;
    at("running-files").textContent = `0 of ${files.length}`;
    let before = 0;
    for (const [done, file] of files.entries()) {
      const which = `${file.name}, file ${done + 1} of ${files.length}`;
      words.textContent = `Sending ${which}.`;
      const tell = (share, isSent) => {
        bytes.value = before + file.size * share;
        at("running-sent").textContent = `${size(bytes.value)} of ${size(total)}`;
        if (isSent) words.textContent = `Reading ${which}.`;
      };
      tell(0, false);
      for (const outcome of await send(file, tell)) list.append(said(outcome));
      before += file.size;
      bar.value = done + 1;
      at("running-files").textContent = `${done + 1} of ${files.length}`;
    }
    words.textContent = `Done: ${files.length} of ${files.length}.`;
    button.disabled = false;
    input.value = "";
  });
})();
