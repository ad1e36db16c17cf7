// Lets a file be dropped anywhere on the form, and shows which file is taken. Text that is dropped goes where it is dropped. Without this script the field for files serves.
"use strict";
(() => {
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const file = form.querySelector("input[type=file]");
    const status = form.querySelector(".dropping");
    const say = () => {
      const [taken] = file.files;
      status.textContent = taken ? status.dataset.taken.replace("{name}", taken.name) : status.dataset.hint;
    };
    const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    form.addEventListener("dragover", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      form.classList.remove("over");
      if (!carries(event)) return;
      event.preventDefault();
      const given = new DataTransfer();
      given.items.add(event.dataTransfer.files[0]);
      file.files = given.files;
      say();
    });
    file.addEventListener("change", say);
    say();
  }
})();
