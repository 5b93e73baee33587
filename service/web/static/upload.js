/* Uploads file by file, saying how far it is; without this file the plain form does the same work. */
(() => {
  "use strict";
  const form = document.getElementById("upload");
  const input = document.getElementById("file");
  const drop = document.getElementById("drop");
  const running = document.getElementById("running");
  const words = document.getElementById("running-words");
  const bar = document.getElementById("running-bar");
  const list = document.getElementById("running-list");
  if (!form || !window.fetch) return;

  document.getElementById("drop-words").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
  });

  const said = (outcome) => {
    const item = document.createElement("li");
    item.className = "hit";
    const name = document.createElement("strong");
    name.textContent = outcome.file_name;
    item.append(name, outcome.status === "refused"
      ? `: refused. ${outcome.reason} ${outcome.hint}`
      : `: ${outcome.status}, ${outcome.pages} pages. `);
    if (outcome.publication_id) {
      const link = document.createElement("a");
      link.href = `/staff/publications/${encodeURIComponent(outcome.publication_id)}`;
      link.textContent = `See how ${outcome.file_name} was read`;
      item.append(link);
    }
    return item;
  };

  const send = async (file) => {
    const body = new FormData(form);
    body.delete("file");
    body.append("file", file);
    try {
      const reply = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!reply.ok) throw new Error(String(reply.status));
      return (await reply.json()).files[0];
    } catch (error) {
      return { file_name: file.name, status: "refused", reason: "It could not be sent.", hint: "Try it again." };
    }
  };

  form.addEventListener("submit", async (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    const files = [...input.files];
    const button = form.querySelector("button");
    button.disabled = true;
    running.hidden = false;
    bar.max = files.length;
    for (const [done, file] of files.entries()) {
      bar.value = done;
      words.textContent = `Reading ${file.name}, file ${done + 1} of ${files.length}.`;
      list.append(said(await send(file)));
    }
    bar.value = files.length;
    words.textContent = `Done: ${files.length} of ${files.length}.`;
    button.disabled = false;
    input.value = "";
  });
})();
