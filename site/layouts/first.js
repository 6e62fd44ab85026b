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
