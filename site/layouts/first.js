// Before the page is painted: the theme that the reader chose, so that no page shows in another first.
{
  let theme = "system";
  try {
    theme = localStorage.getItem("theme") ?? theme;
  } catch {
    // A reader who keeps nothing chooses anew on each page.
  }
  document.documentElement.dataset.theme = theme;
}
// Pages that are read from the file system can load no modules: what needs one is not offered there.
document.documentElement.classList.toggle("unserved", location.protocol === "file:");
